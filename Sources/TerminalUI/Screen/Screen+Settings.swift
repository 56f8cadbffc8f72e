/// What is kept from one session to the next.
extension Screen {
  /// Takes what was kept, which may come late: a home may lie on a disk that hangs, and no screen waits for that.
  ///
  /// - Returns: what is to be kept of what was chosen meanwhile.
  package mutating func take(_ kept: Settings) -> [ScreenRequest] {
    guard awaitsSettings else { return [] }
    lateSettings = kept
    return takeLateSettings()
  }

  /// An open choice of columns is of those that were there before; it is finished first.
  mutating func takeLateSettings() -> [ScreenRequest] {
    guard let kept = lateSettings else { return [] }
    if case .setup = overlay { return [] }
    lateSettings = nil
    awaitsSettings = false
    settings = kept.with(chosenEarly, of: settings)
    if options.sort == nil { list.sort = settings.sort }
    if list.grouping == nil { list.isTree = settings.isTree }
    refresh()
    return chosenEarly.isEmpty ? [] : saved
  }

  /// The settings as they are now, to be kept. What the command line asked for is of this session alone, until a key
  /// says otherwise. Nothing is asked for where settings are not kept.
  mutating func keepSettings() -> [ScreenRequest] {
    if list.sort != options.sort {
      settings.sort = list.sort
      options.sort = nil
    }
    settings.isTree = list.isTree
    return awaitsSettings ? takeLateSettings() : saved
  }

  private var saved: [ScreenRequest] { options.keepsSettings ? [.save(settings.text)] : [] }
}
