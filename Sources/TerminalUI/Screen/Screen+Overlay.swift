internal import ControlGroups
internal import GroupMetrics

extension Screen {
  /// A key while something stands over the list.
  mutating func press(_ key: Key, in overlay: Overlay) -> [ScreenRequest] {
    if key == .character("q"), !overlay.isTypedInto { return [.quit] }
    switch overlay {
    case .help(let top): scrollOverlay(key, top) { .help(top: $0) }
    case .why(let top, let who): scrollOverlay(key, top) { .why(top: $0, of: who) }
    case .sort(let menu): return press(key, inSort: menu)
    case .setup(let menu): return press(key, inSetup: menu)
    case .prompt(let prompt): return press(key, in: prompt)
    case .act(let dialog): return press(key, in: dialog)
    }
    return []
  }

  private mutating func scrollOverlay(_ key: Key, _ top: Int, _ make: (Int) -> Overlay) {
    // All keys that move a page move a box. What is too far, drawing sets right.
    let step: Int? =
      switch key {
      case .wheelUp: -1
      case .wheelDown: 1
      case .character(" "): 10
      default:
        switch Keymap.command(key) {
        case .up: -1
        case .down: 1
        case .pageUp: -10
        case .pageDown: 10
        case .first: -1_000_000
        case .last: 1_000_000
        default: nil
        }
      }
    overlay = step.map { make(max(0, top + $0)) }
  }

  // MARK: sort

  /// Everything that rows can be sorted by: what the list shows first, then all other metrics.
  func sortMenu() -> Menu {
    var names = ["why", "name"]
    let shown = (chosenColumns() ?? ListColumn.automatic(manyCPUs: false)).flatMap(\.metrics)
    for metric in shown + Catalogue.metrics.map(\.id) where Catalogue[metric].kind != .info {
      let name = Catalogue[metric].name
      if !names.contains(name) { names.append(name) }
    }
    let current = SortWord.text(list.sort)
    return Menu(
      title: "Sort by", items: names.map { Menu.Item(text: $0, isOn: nil, value: $0) },
      hint: "Enter: sort  Esc: leave", cursor: names.firstIndex(of: current) ?? 0)
  }

  private mutating func press(_ key: Key, inSort menu: Menu) -> [ScreenRequest] {
    var menu = menu
    if key == .enter, let item = menu.current {
      overlay = nil
      list.isReversed = false
      list.sort = SortWord.key(item.value) ?? .why
      refresh()
      return keepSettings()
    }
    overlay = menu.press(key) || key != .escape ? .sort(menu) : nil
    return []
  }

  // MARK: prompts

  private mutating func press(_ key: Key, in prompt: Prompt) -> [ScreenRequest] {
    var prompt = prompt
    switch key {
    case .escape:
      if let start = prompt.start { list.goBack(to: start) }
      overlay = nil
    case .enter: return finish(prompt)
    default:
      guard prompt.editor.press(key) else { return [] }
      prompt.fault = []
      if prompt.kind == .search, let moment = shown {
        // Each text is looked for from where the search began: a shorter one finds what it found before.
        if let start = prompt.start { list.goBack(to: start) }
        let isFound = list.search(prompt.editor.text, in: moment, staysHere: true)
        if !isFound, !prompt.editor.text.isEmpty { prompt.fault = ["no name holds that"] }
      }
      if prompt.kind == .filter { prompt.fault = Self.fault(in: prompt.editor.text) }
      overlay = .prompt(prompt)
    }
    return []
  }

  private mutating func finish(_ prompt: Prompt) -> [ScreenRequest] {
    let text = prompt.editor.text
    if prompt.kind == .search {
      overlay = nil
      // Enter on an empty line looks for the last text again.
      guard let moment = shown, text.isEmpty, !lastSearch.isEmpty else {
        lastSearch = text
        if !prompt.fault.isEmpty { notice = "no name holds \"\(text)\"" }
        return []
      }
      if !list.search(lastSearch, in: moment, staysHere: false) { notice = "no name holds \"\(lastSearch)\"" }
      return []
    }
    if text.allSatisfy({ $0 == " " }) {
      list.filters.query = nil
    } else if let query = try? Selector(ByteText(text)) {
      list.filters.query = query
    } else {
      return []
    }
    overlay = nil
    refresh()
    return []
  }

  /// Where a query goes wrong, as three lines; none where it is right.
  private static func fault(in text: String) -> [String] {
    guard !text.allSatisfy({ $0 == " " }) else { return [] }
    do throws(QueryFault) {
      _ = try Selector(ByteText(text))
      return []
    } catch {
      let marked = error.marked(in: ByteText(text), width: Columns.of).split(
        separator: "\n", omittingEmptySubsequences: false)
      return [String(marked.last ?? ""), error.message]
    }
  }

  /// A click on a line of a menu.
  mutating func clickItem(_ index: Int) -> [ScreenRequest] {
    switch overlay {
    case .sort(var menu):
      menu.select(index)
      return press(.enter, inSort: menu)
    case .setup(var menu):
      menu.select(index)
      return press(.character(" "), inSetup: menu)
    case .act(var dialog):
      guard case .choose(var menu) = dialog.step else { return [] }
      menu.select(index)
      dialog.step = .choose(menu)
      return press(.enter, in: dialog)
    default: return []
    }
  }
}
