internal import ControlGroups

/// What one walk over all groups tells: who has which controller, where pressure is switched off, what this user may
/// write.
struct GroupCensus {
  /// How far a controller reaches.
  struct Reach {
    /// Groups that have it, the root apart.
    var count = 0
    /// Groups that cannot have it, since they are threaded: its figures are their domain's.
    var threaded = 0
    /// The first group that has it, and the first that lacks it though its parent has it.
    var having: GroupPath?
    var lacking: GroupPath?
  }

  /// A group below the root; nil where there is none.
  private(set) var anyGroup: GroupPath?
  /// All groups below the root.
  private(set) var groupCount = 0
  private(set) var reaches: [Controller: Reach] = [:]
  /// Groups whose cgroup.pressure is 0.
  private(set) var withoutPressure: [GroupPath] = []
  /// The topmost groups that are delegated to this user.
  private(set) var delegated: [GroupPath] = []
  /// Groups that are there and cannot be opened or listed.
  private(set) var unreadable: [ControlGroupError] = []
  /// What the root hands down.
  private(set) var rootHandsDown: WordList?
  /// What the root has.
  private(set) var rootOffers: WordList?

  static let controllers = Controller.allCases.filter(\.isEnabledByParent)

  /// - Parameter asksRights: false for a copy, whose owners and modes are not the machine's.
  init(_ root: ControlGroup, asksRights: Bool) {
    rootOffers = try? root.core.controllers.read()
    rootHandsDown = try? root.core.subtreeControl.read()
    var walk = root.walk()
    var offers: [WordList] = []
    while let step = walk.next() {
      if let failure = step.failure { unreadable.append(failure) }
      guard let group = step.group else { continue }
      let own = (try? group.core.controllers.read()) ?? WordList([])
      offers.removeLast(offers.count - step.depth)
      if let above = offers.last { count(own, above, group) }
      offers.append(own)
      if (try? group.core.pressure.read())?.isOn == false { withoutPressure.append(step.path) }
      if asksRights, delegated.last?.contains(step.path) != true, group.isDelegatedToUser {
        delegated.append(step.path)
      }
    }
  }

  private mutating func count(_ own: WordList, _ above: WordList, _ group: ControlGroup) {
    let path = group.path
    let isThreaded = group.isThreaded
    groupCount += 1
    anyGroup = anyGroup ?? path
    for controller in Self.controllers {
      var reach = reaches[controller] ?? Reach()
      if own.contains(controller) {
        reach.count += 1
        reach.having = reach.having ?? path
      } else if isThreaded, !controller.isThreaded {
        reach.threaded += 1
      } else if above.contains(controller) {
        reach.lacking = reach.lacking ?? path
      }
      reaches[controller] = reach
    }
  }

  func reach(_ controller: Controller) -> Reach { reaches[controller] ?? Reach() }

  /// Groups below the root that have a controller or could have it.
  func places(for controller: Controller) -> Int { groupCount - reach(controller).threaded }
}
