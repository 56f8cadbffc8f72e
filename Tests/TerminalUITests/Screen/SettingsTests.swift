import GroupMetrics
import Testing

@testable import TerminalUI

struct SettingsTests {
  @Test func whatIsNotKnownIsKept() {
    let text =
      "# mine\nfuture = 1,2\ncolumns = cpu.cores, memory/lim\nsort = memory.current\ntree = yes\ntheme = mono\n"
    let settings = Settings(text: text)
    #expect(settings.columns?.map(\.name) == ["cpu.cores", "memory/lim"])
    #expect(settings.sort == .metric(VerdictMetric.memoryCurrent))
    #expect(settings.isTree && settings.theme == "mono")
    #expect(settings.text == text)
    #expect(Settings(text: settings.text) == settings)
  }

  @Test func nonsenseOpensAScreenToo() {
    let settings = Settings(text: "columns = nothing\nsort = top_process\ntree\ntheme = pink\n\u{0}=\u{0}\n===\n")
    #expect(settings.columns == nil && settings.sort == .why && settings.theme == "normal" && !settings.isTree)
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
    let names = try #require(screen.settings.columns?.map(\.name))
    #expect(Array(names.prefix(2)) == ["memory/lim", "cpu.throttled"])
    #expect(screen.draw(width: 80, height: 24).grid.text(row: 5).contains("MEM/lim"))
    // They are asked for from now on.
    #expect(screen.metrics.contains(Catalogue.id("memory.cap")))
  }
}
