internal import ArgumentParser
internal import ControlGroups
internal import GroupMetrics

/// `weir reclaim`: asks the kernel to take memory back.
struct ReclaimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reclaim",
    _superCommandName: "weir",
    abstract: "Ask the kernel to take back so much of a group's memory now.",
    discussion:
      "Sizes as 512M. Says how much it got; less than asked is said, and is no failure, but where the time was over.")

  @Argument(help: ArgumentHelp("The group; none with -w.", valueName: "target")) var target: String?
  @Argument(help: ArgumentHelp("How much.", valueName: "size")) var size: String?
  @OptionGroup var options: ActionOptions

  func run() throws {
    // With a query the one word is the size.
    let (target, size) = options.which.query != nil && size == nil ? (nil, target) : (target, size)
    guard let size else { throw Complaint("no size; write weir reclaim TARGET 512M", exit: .usage) }
    let deadline = try options.deadline()
    let hierarchy = try options.place.hierarchy()
    let amount = try GroupVerbs.amount(size, hierarchy)
    try options.each(target, nil) { group in
      let result = try group.reclaim(amount, within: deadline)
      let got = result.got.map { Human.bytes($0.rawValue) } ?? "an unknown amount"
      options.report(
        "reclaim", group, "reclaimed \(got) of \(Human.bytes(amount.rawValue))",
        [("asked", amount.rawValue), ("got", result.got?.rawValue)])
      if result.isLate {
        throw Complaint(
          "\(group.path): the time of \(ByteText(options.timeout)) is over; give it longer: --timeout 60s")
      }
    }
  }
}
