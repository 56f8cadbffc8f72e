public import ArgumentParser

/// `weir`: reads and limits control groups.
public struct WeirCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "weir",
    abstract: "Shows what runs in the control groups of this machine, how much each uses, and what holds it back.",
    discussion: """
      A target is a path (/system.slice/ssh.service); a name: a unit (ssh.service), a container by its engine \
      (docker:web, podman:db), a machine (machine:box), what a user owns behind the user (alice/podman:ci, \
      alice/session-7, alice/app-firefox), a pod's container (k8s:namespace/pod/container), or any of these bare (web) \
      where only one group answers to it; a glob over names or paths ('docker:*'); self (the group of this process), \
      pid:N, or . (the working directory, below the hierarchy's mount point).
      """,
    version: version,
    subcommands: [
      TopCommand.self, TreeCommand.self, StatCommand.self, WhyCommand.self, GetCommand.self, SetCommand.self,
      RunCommand.self,
      AdoptCommand.self, FreezeCommand.self, ThawCommand.self, KillCommand.self, ReclaimCommand.self, FilesCommand.self,
      DoctorCommand.self,
    ], defaultSubcommand: TopCommand.self)

  public init() {}

  /// The release, also in `--version` and in JSON.
  package static let version = "0.1.0"
}
