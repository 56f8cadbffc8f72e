public import ArgumentParser

/// `weir`: reads and limits control groups.
public struct WeirCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "weir",
    abstract: "Shows what runs in the control groups of this machine, how much each uses, and what holds it back.",
    discussion: """
      A target is a path (/system.slice/ssh.service), a unit or group by its last part (ssh.service), \
      self (the group of this process), pid:N, or . (the working directory, below the hierarchy's mount point).
      """,
    version: version,
    subcommands: [
      TreeCommand.self, StatCommand.self, GetCommand.self, SetCommand.self, RunCommand.self, AdoptCommand.self,
      FreezeCommand.self,
      ThawCommand.self, KillCommand.self, ReclaimCommand.self, FilesCommand.self, DoctorCommand.self,
    ])

  public init() {}

  /// The release, also in `--version` and in JSON.
  package static let version = "0.1.0"
}
