import GroupMetrics
import Testing

@testable import TerminalUI

struct SettingsTests {
  @Test func whatIsNotKnownIsKept() {
    let text =
      "# mine\nfuture = 1,2\ncolumns = cpu.cores, memory/lim\nsort = memory.current\ntree = yes\ntheme = mono\n"
    let settings = Settings(text: text)
    #expect(settings.columns == ["cpu.cores", "memory/lim"])
    #expect(settings.sort == .metric(VerdictMetric.memoryCurrent))
    #expect(settings.isTree && settings.theme == "mono")
    #expect(settings.text == text)
    #expect(Settings(text: settings.text) == settings)
  }

  @Test func nonsenseOpensAScreenToo() {
    let settings = Settings(text: "columns = nothing\nsort = top_process\ntree\ntheme = pink\n\u{0}=\u{0}\n===\n")
    #expect(settings.columns == nil && settings.sort == .why && settings.theme == "normal" && !settings.isTree)
  }

  /// Also words within lines that it does know: for as long as nobody chooses something else there.
  @Test func wordsOfNewerVersionsAreKept() throws {
    let text = "columns = cpu.cores, new.column\nsort = new.metric\ntree = folded\ntheme = sepia\n"
    let settings = Settings(text: text)
    #expect(settings.columns == ["cpu.cores"] && settings.sort == .why && settings.theme == "normal")
    #expect(settings.text == text)
    var screen = try TargetHost.screen(settings: settings)
    #expect(
      screen.press(.character("t"), now: 0)
        == [.save("columns = cpu.cores, new.column\nsort = new.metric\ntree = yes\ntheme = sepia\n")])
    _ = screen.press(.function(2), now: 0)
    #expect(
      screen.press(.enter, now: 0)
        == [.save("columns = cpu.cores, new.column\nsort = new.metric\ntree = yes\ntheme = sepia\n")])
    #expect(
      screen.press(.character("N"), now: 0)
        == [.save("columns = cpu.cores, new.column\nsort = name\ntree = yes\ntheme = sepia\n")])
    _ = screen.press(.function(2), now: 0)
    for _ in 0...Settings.themes.count { _ = screen.press(.down, now: 0) }
    _ = screen.press(.character(" "), now: 0)
    #expect(
      screen.press(.enter, now: 0) == [.save("columns = why\nsort = name\ntree = yes\ntheme = sepia\n")])
  }

  /// Under --read-only no file is written, of no group and no user: a view changes all the same.
  @Test func nothingIsKeptWhereNothingMayBeWritten() throws {
    var screen = try TargetHost.screen(ScreenOptions(rights: "root", readOnly: "asked for", keepsSettings: false))
    for key in ["t", "P", "M", "N"] as [Unicode.Scalar] {
      #expect(screen.press(.character(key), now: 0).isEmpty)
    }
    #expect(screen.list.isTree && screen.list.sort == .name)
    for key in [Key.function(2), .enter, .function(6), .enter] { #expect(screen.press(key, now: 0).isEmpty) }
  }

  /// What a command line asks for is of one session, until a key says otherwise.
  @Test func optionsAreNotKept() throws {
    let asked = ["cpu.cores", "age"].compactMap { Catalogue.column($0) }
    let options = ScreenOptions(rights: "root", columns: asked, sort: .name)
    var screen = try TargetHost.screen(options, settings: Settings(text: "sort = memory.current\ncolumns = age\n"))
    #expect(screen.list.sort == .name)
    #expect(screen.chosenColumns()?.map(\.name) == ["cpu.cores", "age", "why"])
    let kept = "columns = age\nsort = memory.current\ntree = yes\ntheme = normal\n"
    #expect(screen.press(.character("t"), now: 0) == [.save(kept)])
    _ = screen.press(.function(2), now: 0)
    #expect(screen.press(.enter, now: 0) == [.save(kept)])
    #expect(
      screen.press(.character("P"), now: 0)
        == [.save("columns = age\nsort = cpu.cores\ntree = yes\ntheme = normal\n")])
  }

  /// A home that hangs keeps no screen away; what is read late is taken, but for what keys chose meanwhile.
  @Test func whatIsReadLateOutweighsNoKey() throws {
    let kept = Settings(text: "future = 1\ncolumns = age\nsort = memory.current\ntree = yes\ntheme = mono\n")
    var screen = Screen(ScreenOptions(rights: "root"), awaitsSettings: true)
    for moment in try TargetHost.moments.get().suffix(2) { _ = screen.take(moment) }
    // Nothing is written over what was not read yet, and a key that was pressed twice counts as well.
    for key in ["t", "t", "N"] as [Unicode.Scalar] { #expect(screen.press(.character(key), now: 0).isEmpty) }
    let text = "future = 1\ncolumns = age\nsort = name\ntree = no\ntheme = mono\n"
    #expect(screen.take(kept) == [.save(text)])
    #expect(screen.list.sort == .name && !screen.list.isTree && screen.theme == "mono")
    #expect(screen.chosenColumns()?.map(\.name) == ["age", "why"])
    #expect(screen.take(Settings()).isEmpty && screen.theme == "mono")
    // Where no key chose anything, nothing is written; what the command line asked for stays.
    screen = Screen(ScreenOptions(rights: "root", sort: .name), awaitsSettings: true)
    #expect(screen.take(kept).isEmpty)
    #expect(screen.list.sort == .name && screen.list.isTree && screen.settings == kept)
  }

  /// An open choice is of what was there when it was opened.
  @Test func anOpenChoiceIsFinishedFirst() throws {
    for (key, theme) in [(Key.enter, "high-contrast"), (.escape, "mono")] {
      var screen = Screen(ScreenOptions(rights: "root"), awaitsSettings: true)
      for moment in try TargetHost.moments.get().suffix(2) { _ = screen.take(moment) }
      for key in [Key.function(2), .down, .down, .character(" ")] { _ = screen.press(key, now: 0) }
      #expect(screen.take(Settings(text: "columns = age\ntheme = mono\n")).isEmpty)
      #expect(screen.settings.columns == nil)
      _ = screen.press(key, now: 0)
      _ = try screen.take(#require(TargetHost.moments.get().last))
      #expect(screen.theme == theme && screen.settings.columns == ["age"])
    }
  }

  @Test func chosenColumnsAreKept() throws {
    var screen = try TargetHost.screen()
    _ = screen.press(.function(2), now: 0)
    for _ in 0...Settings.themes.count { _ = screen.press(.down, now: 0) }
    // Hides the first, and moves the second behind the third.
    _ = screen.press(.character(" "), now: 0)
    _ = screen.press(.down, now: 0)
    _ = screen.press(.character("]"), now: 0)
    let requests = screen.press(.enter, now: 0)
    #expect(requests == [.save(screen.settings.text)])
    let names = try #require(screen.settings.columns)
    #expect(Array(names.prefix(3)) == ["cpu.throttled", "bar:cpu.share", "memory/lim"])
    #expect(names.contains("why") && !names.contains("cpu/lim"))
    #expect(screen.draw(width: 80, height: 24).grid.text(row: 5).contains("MEM/lim"))
    // They are asked for from now on.
    #expect(screen.metrics.contains(Catalogue.id("memory.cap")))
  }

  /// An order alone is a choice, too; what moves nothing is none.
  @Test func movedColumnsAreKept() throws {
    var screen = try TargetHost.screen()
    let before = ListColumn.automatic(manyCPUs: false).map(\.name)
    _ = screen.press(.function(2), now: 0)
    for _ in 0...Settings.themes.count { _ = screen.press(.down, now: 0) }
    _ = screen.press(.character("["), now: 0)
    _ = screen.press(.enter, now: 0)
    #expect(screen.settings.columns == nil)
    _ = screen.press(.function(2), now: 0)
    for _ in 0...Settings.themes.count { _ = screen.press(.down, now: 0) }
    for _ in 0..<2 { _ = screen.press(.character("]"), now: 0) }
    #expect(screen.press(.enter, now: 0) == [.save(screen.settings.text)])
    let names = try #require(screen.settings.columns)
    #expect(Array(names.prefix(3)) == [before[1], before[2], before[0]] && Set(names) == Set(before))
  }

  private func tick(_ names: [String], _ screen: inout Screen) {
    _ = screen.press(.function(2), now: 0)
    for name in names {
      guard case .setup(var menu) = screen.overlay, let place = menu.items.firstIndex(where: { $0.value == name })
      else { return #expect(Bool(false), "no \(name) to choose") }
      menu.select(place)
      screen.overlay = .setup(menu)
      _ = screen.press(.character(" "), now: 0)
    }
    _ = screen.press(.enter, now: 0)
  }

  private func shown(_ screen: Screen, width: Int) throws -> [String] {
    let moment = try #require(screen.shown)
    return ColumnLayout(screen.columns(moment), width: width, longestName: 22, isFixed: true).places.map(\.column.name)
  }

  /// One more column costs those of the least weight: neither itself, nor WHY, nor all behind the first that has no room.
  @Test func aColumnMoreIsSeenAndTheOthersKeepTheirWeight() throws {
    var screen = try TargetHost.screen()
    tick(["pids.max"], &screen)
    let narrow = try shown(screen, width: 80)
    for name in ["cpu/lim", "memory/lim", "cpu.pressure.some", "io.pressure.some", "why", "pids.max"] {
      #expect(narrow.contains(name), "\(name) among \(narrow)")
    }
    #expect(narrow.last == "pids.max")
    // The same as without it, on a wide screen: io.bytes leaves its place to its parts.
    let automatic = ColumnLayout(
      ListColumn.automatic(manyCPUs: false), width: 260, longestName: 22, isFixed: false
    ).places.map(\.column.name)
    #expect(try shown(screen, width: 260) == automatic + ["pids.max"])
    tick(["io.written"], &screen)
    #expect(try shown(screen, width: 260).contains("io.bytes"))
  }

  @Test func whyAndGraphsAreChosenLikeAnyColumn() throws {
    var screen = try TargetHost.screen()
    tick(["why", "bar:cpu.share", "history:cpu.cores"], &screen)
    let columns = try #require(screen.settings.columns)
    #expect(columns.last == "-why" && !columns.contains("bar:cpu.share") && columns.contains("bar:memory.share"))
    #expect(try !shown(screen, width: 260).contains("why"))
    // It is read back as it was written.
    #expect(Settings(text: screen.settings.text) == screen.settings)
    tick(["why"], &screen)
    #expect(screen.settings.columns?.contains("why") == true && screen.settings.columns?.contains("-why") == false)
    tick(["automatic"], &screen)
    #expect(screen.settings.columns == nil)
  }

  /// Lists of versions before did not name it.
  @Test func anOlderListHasWhyLast() throws {
    let screen = try TargetHost.screen(settings: Settings(text: "columns = pids.current, cpu/lim\n"))
    #expect(screen.chosenColumns()?.map(\.name) == ["pids.current", "cpu/lim", "why"])
  }
}
