internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

extension Screen {
  mutating func perform(_ command: Command) -> [ScreenRequest] {
    if page != nil, command.isOfList {
      notice = "that key is the list's; Esc goes back to it"
      return []
    }
    switch command {
    case .quit: return [.quit]
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -max(1, bodyHeight - 1))
    case .pageDown: move(by: max(1, bodyHeight - 1))
    case .first: move(by: -1_000_000)
    case .last: move(by: 1_000_000)
    case .help: overlay = .help(top: 0)
    case .why: openWhy()
    case .setup: overlay = .setup(setupMenu())
    case .sort: overlay = .sort(sortMenu())
    case .search: overlay = .prompt(Prompt(kind: .search, editor: LineEditor(), start: list.spot))
    case .filter:
      let text = list.filters.query?.text.description ?? ""
      overlay = .prompt(Prompt(kind: .filter, editor: LineEditor(text)))
    case .open where page == nil && list.current?.head != nil:
      foldOrUnfold()
      refresh()
    case .open: return openPage()
    case .back: return back()
    case .earlier: return step(by: -1)
    case .later: return step(by: 1)
    case .minuteEarlier: return step(bySeconds: -60)
    case .minuteLater: return step(bySeconds: 60)
    case .pause: return pause()
    case .edit, .freeze, .kill, .reclaim, .undo: return begin(command)
    default: return choose(command)
    }
    return []
  }

  /// Moves the cursor, or what is seen of a page.
  private mutating func move(by rows: Int) {
    if let page { self.page?.top = max(0, page.top + rows) } else { list.move(by: rows) }
  }

  /// What is opened is of the group that was seen under the cursor, whatever comes to stand there.
  private mutating func openWhy() {
    list.hold()
    let entry = list.current.flatMap { $0.head == nil ? $0 : nil }
    overlay = .why(top: 0, of: page?.who ?? entry.flatMap { shown?.rows[$0.place].who })
  }

  /// Esc: one thing at a time is closed or given up.
  private mutating func back() -> [ScreenRequest] {
    if instant != nil { return returnToNow() }
    if page != nil {
      page = nil
    } else if !list.filters.isEmpty {
      list.filters = Filters()
      refresh()
    } else {
      list.tags = []
    }
    return []
  }

  /// What chooses rows and their order.
  private mutating func choose(_ command: Command) -> [ScreenRequest] {
    switch command {
    case .tree:
      list.isTree = list.grouping != nil || !list.isTree
      list.grouping = nil
    case .owners: divide()
    case .reverse: list.isReversed.toggle()
    case .sortByCPU: (list.sort, list.isReversed) = (.metric(VerdictMetric.cpuCores), false)
    case .sortByMemory: (list.sort, list.isReversed) = (.metric(VerdictMetric.memoryCurrent), false)
    case .sortByName: (list.sort, list.isReversed) = (.name, false)
    case .fold, .unfold, .foldAll: fold(command)
    case .onlyContainers: list.filters.onlyContainers.toggle()
    case .user: list.filters.user = next(after: list.filters.user, of: \.user)
    case .engine: list.filters.engine = next(after: list.filters.engine, of: \.engine)
    case .follow:
      list.isFollowing.toggle()
      notice = list.isFollowing ? "following the selected group" : "no longer following"
    case .tag: tag()
    case .untag: list.tags = []
    default: break
    }
    refresh()
    let wantsPage = command == .tree || command == .sortByCPU || command == .sortByMemory || command == .sortByName
    return wantsPage ? keepSettings() : []
  }

  /// The next of what rows have, in byte order; nil behind the last.
  private func next<Value: Hashable>(after current: Value?, of part: KeyPath<Identity, Value?>) -> Value? {
    guard let moment = shown else { return nil }
    let all = Set(moment.rows.filter(\.who.isListed).compactMap { $0.who.identity[keyPath: part] })
      .sorted { "\($0)" < "\($1)" }
    guard let current, let place = all.firstIndex(of: current) else { return all.first }
    return place + 1 < all.count ? all[place + 1] : nil
  }

  private mutating func fold(_ command: Command) {
    guard list.isIndented else {
      notice = "nothing folds here: t shows the tree"
      return
    }
    // What has nothing below it would be folded unseen.
    let inode = list.current.flatMap { $0.holdsRows ? $0.inode : nil }
    switch command {
    case .fold: if let inode { list.folded.insert(inode) }
    case .unfold: if let inode { list.folded.remove(inode) }
    default: foldAll()
    }
  }

  /// Folds all that can be, or unfolds all where something is seen to be folded; what is in another view stays so.
  private mutating func foldAll() {
    guard let moment = shown else { return }
    let heads = Set(list.heads.map(\.id))
    let here = heads.isEmpty ? Set(moment.rows.map(\.who.inode)) : heads
    if list.entries.contains(where: \.isFolded) { return list.folded.subtract(here) }
    let slices = moment.rows.filter { $0.who.identity.kind == .slice && !$0.who.path.isRoot }.map(\.who.inode)
    list.folded.formUnion(heads.isEmpty ? Set(slices) : heads)
  }

  /// By user, by engine, or not.
  private mutating func divide() {
    let all = Grouping.allCases
    let next = list.grouping.flatMap { all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    list.grouping = next < all.count ? all[next] : nil
    list.isTree = false
  }

  /// The head under the cursor.
  private mutating func foldOrUnfold() {
    guard let inode = list.selected else { return }
    if list.folded.remove(inode) == nil { list.folded.insert(inode) }
  }

  private mutating func tag() {
    if list.current?.head != nil { return foldOrUnfold() }
    guard let inode = list.selected else { return }
    if list.tags.remove(inode) == nil { list.tags.insert(inode) }
    list.move(by: 1)
  }

  /// Makes the list anew of what is shown.
  mutating func refresh() {
    if let moment = shown { list.show(moment, isFresh: false, isPast: instant != nil) }
  }

  /// Sorts by what a title shows; the same title again turns the order round.
  mutating func sort(byColumn name: String) -> [ScreenRequest] {
    let key: SortKey
    if name == "name" {
      key = .name
    } else if name == "why" {
      key = .why
    } else if let metric = Catalogue.column(name)?.metrics.first, Catalogue[metric].kind != .info {
      key = .metric(metric)
    } else {
      return []
    }
    if list.sort == key { list.isReversed.toggle() } else { (list.sort, list.isReversed) = (key, false) }
    refresh()
    return keepSettings()
  }
}
