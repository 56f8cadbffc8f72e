internal import ArgumentParser
internal import ControlGroups
internal import GroupMetrics
internal import Limits

/// `weir kill`: ends every process of a group.
struct KillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kill",
    _superCommandName: "weir",
    abstract: "Kill every process in a group and below with SIGKILL, and wait until none is left.",
    discussion:
      "By cgroup.kill, which those that fork meanwhile do not escape. A service may be started anew by systemd.")

  @Argument(help: ArgumentHelp("The group.", valueName: "target")) var target: String?
  @OptionGroup var allowed: ProtectedOption
  @OptionGroup var options: ActionOptions

  func run() throws {
    let deadline = try options.deadline()
    try options.each(target, .kill, admitted: allowed.names) { group in
      let count = try group.kill(within: deadline)
      options.report(
        "kill", group, count == 1 ? "1 process killed" : "\(count) processes killed", [("processes", UInt64(count))])
    }
  }
}
