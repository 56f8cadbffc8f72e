internal import GroupMetrics

/// The chooser of columns and theme (F2).
extension Screen {
  private static let automatic = "automatic"
  private static let theme = "theme:"

  /// All columns that there are, those that are shown first, and the themes.
  func setupMenu() -> Menu {
    let chosen = chosenColumns()
    let automatic = ListColumn.automatic(manyCPUs: false)
    let shown = (chosen ?? automatic).map(\.name)
    var rest: [String] = []
    var known = Set(shown)
    for name in automatic.map(\.name) + Catalogue.pairs.map(\.name) + Catalogue.metrics.map(\.name)
    where known.insert(name).inserted { rest.append(name) }
    // What only a screen has is called by what stands above it, too.
    let titles = Dictionary(
      automatic.filter { Catalogue.column($0.name) == nil }.map { ($0.name, $0.title) }, uniquingKeysWith: { $1 })
    func item(_ name: String, _ isOn: Bool) -> Menu.Item {
      Menu.Item(text: name + (titles[name].map { "  (\($0))" } ?? ""), isOn: isOn, value: name)
    }
    var items = [Menu.Item(text: "as many as fit, by their weight", isOn: chosen == nil, value: Self.automatic)]
    items += Settings.themes.map { Menu.Item(text: "theme: \($0)", isOn: $0 == theme, value: Self.theme + $0) }
    items += shown.map { item($0, true) } + rest.map { item($0, false) }
    return Menu(
      title: "Columns", items: items, hint: "Space: show or hide  [ ]: move  Enter: done  Esc: leave")
  }

  mutating func press(_ key: Key, inSetup menu: Menu) -> [ScreenRequest] {
    var menu = menu
    switch key {
    case .enter:
      overlay = nil
      return takeSetup(menu)
    case .escape: overlay = nil
    case .character(" "):
      toggle(&menu)
      overlay = .setup(menu)
    case .character("["), .character("]"):
      let step = key == .character("[") ? -1 : 1
      let first = 1 + Settings.themes.count
      let other = menu.cursor + step
      if menu.cursor >= first, other >= first, menu.items.indices.contains(other) {
        // An order of one's own is a choice, as a column more or less is.
        menu.move(menu.cursor, by: step)
        menu.items[0].isOn = false
      }
      overlay = .setup(menu)
    default:
      _ = menu.press(key)
      overlay = .setup(menu)
    }
    return []
  }

  private func toggle(_ menu: inout Menu) {
    guard let item = menu.current else { return }
    if item.value == Self.automatic { return menu.items[0].isOn = true }
    if item.value.hasPrefix(Self.theme) {
      for index in menu.items.indices where menu.items[index].value.hasPrefix(Self.theme) {
        menu.items[index].isOn = index == menu.cursor
      }
      return
    }
    menu.items[menu.cursor].isOn = item.isOn != true
    menu.items[0].isOn = false
  }

  private mutating func takeSetup(_ menu: Menu) -> [ScreenRequest] {
    let ticked = menu.items.filter { $0.isOn == true }.map(\.value)
    let names = ticked.contains(Self.automatic) ? nil : ticked.filter { !$0.hasPrefix(Self.theme) }
    // What nobody changed stays as it is written, and what a command line asked for is not kept.
    if names != chosenColumns()?.map(\.name) {
      options.columns = nil
      settings.columns = names.map { $0.contains(ListColumn.why.name) ? $0 : $0 + [ListColumn.withoutWhy] }
    }
    if let chosen = ticked.first(where: { $0.hasPrefix(Self.theme) }) {
      settings.theme = String(chosen.dropFirst(Self.theme.utf8.count))
    }
    return keepSettings()
  }
}
