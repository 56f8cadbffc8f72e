/// A change that was not done: refused by weir before the kernel saw it, or by the kernel.
public struct Refusal: Error, Equatable, Sendable {
  /// The file; nil where it is about the group itself.
  public let file: String?
  /// The group.
  public let group: GroupPath
  /// What was to be written.
  public let text: ByteText
  /// The kernel's answer; nil where it was not asked.
  public let error: ErrorNumber?
  /// Why.
  public let reason: Reason
  /// What would be right; nil where nothing can be advised.
  public let remedy: String?

  /// Why a write is refused.
  public enum Reason: Equatable, Sendable {
    /// The text is wrong.
    case value(ValueFault)
    /// The kernel takes no such text, though it looked right: with what this kernel or this file takes.
    case notTaken(WriteForm)
    /// A value out of the range that is said here.
    case outOfRange(String)
    /// weir has no row for the file, and writes only what it knows.
    case unknownFile
    /// The file cannot be written.
    case readOnlyFile
    /// A copied tree is never written.
    case copy
    /// The user may not; the file's owner.
    case notPermitted(owner: UInt32?)
    /// A move needs write permission on cgroup.procs of the nearest common ancestor too.
    case moveNotPermitted(from: GroupPath?)
    /// The root of a cgroup namespace: its limits are its maker's.
    case namespaceRoot
    /// The hierarchy is mounted read-only.
    case readOnlyMount
    /// The text is longer than the kernel takes.
    case tooLong
    /// A signal came while the kernel worked.
    case interrupted
    /// Processes in the group itself: how many, and a few of them.
    case processesInside(count: Int, some: [Int32])
    /// A group below still enables the controllers.
    case childEnables(GroupPath?)
    /// The group enables controllers for its children, so it may hold no process itself.
    case holdsNoProcesses([ByteText])
    /// More is in use than the limit that was asked.
    case belowUsage(ByteCount?)
    /// Less could be reclaimed than was asked; what could, was.
    case reclaimedLess
    /// The descriptor has a trigger already.
    case hasTrigger
    /// Deadline tasks would not fit.
    case deadlineTasks
    /// Tasks would have no CPU or memory node; what the parent has.
    case cpusetInUse(parent: RangeList?)
    /// The target has no CPU or memory node.
    case cpusetEmpty
    /// Numbers that the machine does not have; what it has.
    case notOnMachine(RangeList?)
    /// Numbers that a sibling holds exclusively.
    case exclusive
    /// cpu.idle is 1, so there is no weight.
    case idle
    /// cpu.max under cpu.max.burst.
    case burstAboveQuota(burst: Microseconds?, quota: CPUBandwidth?)
    /// No such device.
    case noDevice(ByteText)
    /// A partition: limits are on the whole disk.
    case partition(ByteText, of: DeviceNumber)
    /// The policy is not active on the device.
    case policyInactive(ByteText)
    /// No such resource or region; those there are.
    case unknownName(ByteText, known: [ByteText])
    /// Controllers that the group does not have.
    case controllersMissing([ByteText])
    /// A controller that the root of the hierarchy does not offer, and why.
    case notOffered(Absence)
    /// Words that are no controller of this kernel.
    case unknownController
    /// No such process.
    case noProcess
    /// A thread of the kernel that may not be moved.
    case kernelThread
    /// The process or the target is outside of this namespace.
    case outsideNamespace
    /// The target is `domain invalid`, below a threaded group.
    case domainInvalid(GroupPath?)
    /// A thread can move only within its own threaded subtree.
    case otherDomain
    /// The group cannot be threaded.
    case cannotBeThreaded(GroupType?)
    /// A threaded group takes no such controller.
    case threadedSubtree
    /// A threaded group cannot be killed on its own.
    case threadedKill
    /// Only threaded controllers under processes: the group would silently turn threaded.
    case wouldTurnThreaded(GroupPath, count: Int)
    /// The group that this process is in.
    case ownGroup
    /// The window of a pressure trigger, for one without CAP_SYS_RESOURCE.
    case triggerWindow
    /// A group of that name is there already.
    case exists
    /// No group can have that name.
    case badName
    /// There are as many groups as this limit of a group allows.
    case tooManyGroups(file: String, of: GroupPath, limit: UInt64)
    /// Groups below it are in the way; how many.
    case hasChildren(Int)
    /// Processes in it are in the way.
    case populated(count: Int, some: [Int32])
    /// The root of the hierarchy.
    case isRoot
    /// An ancestor is frozen, so it stays frozen.
    case frozenAbove(GroupPath)
    /// The user's limit of inotify watches or instances, or of open files, is reached.
    case tooManyWatches
    /// Any other answer.
    case other
  }
}

extension Refusal: CustomStringConvertible {
  /// The message, and the remedy behind a semicolon.
  public var description: String { message + (remedy.map { "; \($0)" } ?? "") }
}
