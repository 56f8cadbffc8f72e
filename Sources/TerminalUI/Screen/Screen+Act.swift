internal import ControlGroups
internal import GroupMetrics

extension Screen {
  /// The rows that an act takes: the page's group, else those that are tagged, else the selected one.
  private var targets: [Row] {
    guard let moment = shown else { return [] }
    if let page { return moment.rows.filter { $0.who.inode == page.inode } }
    let tagged = moment.rows.filter { list.tags.contains($0.who.inode) }
    return tagged.isEmpty ? moment.rows.filter { $0.who.inode == list.selected } : tagged
  }

  /// Opens a dialog, or says why not.
  mutating func begin(_ command: Command) -> [ScreenRequest] {
    if let reason = options.readOnly {
      notice = reason
      return []
    }
    if instant != nil {
      notice = "this is the past; Esc goes back to now, where something can be changed"
      return []
    }
    if command == .undo {
      guard undoable > 0 else {
        notice = "nothing to undo: this session changed no limit"
        return []
      }
      var dialog = ActDialog(kind: .undo, targets: [], step: .confirm)
      dialog.undone = undone
      overlay = .act(dialog)
      return []
    }
    list.hold()
    let rows = targets
    guard let moment = shown, !rows.isEmpty else {
      notice = page.map { "\($0.who.target) is gone" } ?? "no group is selected"
      return []
    }
    let named = rows.map { Act.Target(path: $0.who.path, inode: $0.who.inode, name: $0.who.target) }
    let memory = moment.host("memory.cap")
    func dialog(_ kind: ActDialog.Kind, _ step: ActDialog.Step) -> ActDialog {
      var dialog = ActDialog(kind: kind, targets: named, step: step)
      dialog.machineMemory = memory > 0 ? .bytes(Human.whole(memory)) : nil
      return dialog
    }
    switch command {
    case .freeze:
      let areFrozen = rows.allSatisfy { moment.snapshot.packed(VerdictMetric.frozen, $0.slot) == 1 }
      return open(dialog(areFrozen ? .thaw : .freeze, .confirm), isPlanned: true)
    case .kill: return open(dialog(.kill, .choose(ActDialog.signals())), isPlanned: false)
    case .reclaim: return open(dialog(.reclaim, .value(LineEditor())), isPlanned: false)
    default:
      var files = ActDialog.files()
      let wanted = rows[0].causes.first?.binder.flatMap { $0.isOwn ? $0.file : nil } ?? "memory.max"
      files.select(files.items.firstIndex { $0.value == wanted } ?? 0)
      for index in files.items.indices {
        let now = value(of: files.items[index].value, rows[0], moment)
        if !now.isEmpty { files.items[index].text += "  \(now)" }
      }
      var editing = dialog(.edit, .choose(files))
      editing.choices = files
      lastNumber += 1
      editing.awaitedFiles = lastNumber
      overlay = .act(editing)
      return [.files(named, number: lastNumber)]
    }
  }

  /// What a limit file holds, as far as samples tell.
  private func value(of file: String, _ row: Row, _ moment: Moment) -> String {
    guard let metric = Catalogue.find(file) else { return "" }
    let figure = moment.snapshot.figure(metric.id, row.slot)
    if case .missing = figure { return "" }
    return Header.text { CellText.print(figure, metric.column.format, to: &$0) }
  }

  private mutating func open(_ dialog: ActDialog, isPlanned: Bool) -> [ScreenRequest] {
    var dialog = dialog
    let requests = isPlanned ? plan(&dialog) : []
    overlay = .act(dialog)
    return requests
  }

  private mutating func plan(_ dialog: inout ActDialog) -> [ScreenRequest] {
    guard let act = dialog.act else { return [] }
    lastNumber += 1
    dialog.awaited = lastNumber
    return [.preview(act, number: lastNumber)]
  }

  /// A key while a dialog stands.
  mutating func press(_ key: Key, in dialog: ActDialog) -> [ScreenRequest] {
    var dialog = dialog
    let fileBefore = dialog.file
    let effect = dialog.press(key)
    if dialog.file != fileBefore, let moment = shown,
      let row = moment.rows.first(where: { $0.who.inode == dialog.targets.first?.inode })
    {
      dialog.current = value(of: dialog.file, row, moment)
    }
    switch effect {
    case .none: overlay = .act(dialog)
    case .close: overlay = nil
    case .preview:
      let requests = plan(&dialog)
      overlay = .act(dialog)
      return requests
    case .perform:
      overlay = nil
      lastNumber += 1
      awaited.insert(lastNumber)
      notice = "working"
      if dialog.kind == .undo { return [.undo(number: lastNumber)] }
      guard let act = dialog.act else { return [] }
      list.tags = []
      return [.perform(act, number: lastNumber)]
    }
    return []
  }

  mutating func take(_ preview: Preview, number: Int) {
    guard case .act(var dialog) = overlay, dialog.awaited == number else { return }
    dialog.awaited = nil
    dialog.preview = preview
    if dialog.fault == "the plan is still being made" { dialog.fault = "" }
    overlay = .act(dialog)
  }

  /// The files that there are: only those are offered.
  mutating func take(_ files: [String]?, number: Int) {
    guard case .act(var dialog) = overlay, dialog.awaitedFiles == number else { return }
    dialog.awaitedFiles = nil
    if let files { dialog.offer(only: Set(files)) }
    overlay = .act(dialog)
    guard case .choose(let menu) = dialog.step, menu.items.isEmpty else { return }
    overlay = nil
    notice = dialog.targets.count == 1 ? "\(dialog.subject) has no limit" : "no limit is one of all \(dialog.subject)"
  }

  mutating func take(_ outcome: Outcome, number: Int) {
    guard awaited.remove(number) != nil else { return }
    (undoable, undone) = (outcome.undoable, outcome.undone)
    notice = outcome.line
    isNoticeBad = outcome.isFailure
  }
}
