// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// The keys of memory.events.
public struct MemoryEventKeys: FileKeys {
  public static let table = KeyTable(MemoryEventKeys())
  public init() {}

  public let low = FileKey<Count>(
    "low", .counter, "Times memory under memory.low was reclaimed all the same: the protection is promised too high.")
  public let high = FileKey<Count>("high", .counter, "Times tasks were slowed for standing above memory.high.")
  public let max = FileKey<Count>("max", .counter, "Times an allocation met memory.max and had to reclaim first.")
  public let oom = FileKey<Count>(
    "oom", .counter, "Times memory.max held and nothing could be reclaimed; a kill need not follow.")
  public let oomKill = FileKey<Count>(
    "oom_kill", .counter, since: "≈4.13",
    "Processes killed by any OOM killer, the machine's too: it may grow while oom does not.")
  public let oomGroupKill = FileKey<Count>("oom_group_kill", .counter, since: "5.17", "Times a whole group was killed.")
  public let sockThrottled = FileKey<Count>(
    "sock_throttled", .counter, since: "≈6.19", "Times sockets of the group were slowed for want of memory.")
}

/// The keys of memory.swap.events.
public struct SwapEventKeys: FileKeys {
  public static let table = KeyTable(SwapEventKeys())
  public init() {}

  public let high = FileKey<Count>(
    "high", .counter, since: "5.8", "Times the group stood above memory.swap.high.")
  public let max = FileKey<Count>("max", .counter, "Times memory.swap.max stopped a page from being swapped out.")
  public let fail = FileKey<Count>(
    "fail", .counter, "Times a page could not be swapped out, because swap was full or the limit was reached.")
}
