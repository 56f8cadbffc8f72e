import ContainerIdentity
import ControlGroups
import Testing

struct IdentityCacheTests {
  static let list = "/var/lib/containers/storage/overlay-containers/containers.json"

  @Test func aRoundReadsEachFileOnce() throws {
    let files = Samples.files()
    var cache = IdentityCache(IdentityResolverTests.resolver(files))
    let db = try Samples.path("/machine.slice/libpod-\(Samples.idB).scope")
    let other = try Samples.path("/machine.slice/libpod-\(Samples.id("5")).scope")
    for _ in 0..<3 {
      #expect(cache.identity(db, inode: 10).identity.target == "podman:db")
      #expect(cache.identity(other, inode: 11).identity.target == "podman:inpod")
    }
    #expect(files.reads.filter { $0 == ByteText(Self.list) }.count == 1)
    files.forgetReads()
    cache.refresh()
    _ = cache.identity(db, inode: 10)
    #expect(files.reads.isEmpty, "unchanged files are not read again")
    #expect(!files.asked.isEmpty, "but looked at")
  }

  @Test func aRenameIsSeenInTheNextRound() throws {
    let files = Samples.files()
    var cache = IdentityCache(IdentityResolverTests.resolver(files))
    let path = try Samples.path("/system.slice/docker-\(Samples.idA).scope")
    #expect(cache.identity(path, inode: 1).identity.target == "docker:web")
    files.put("/var/lib/docker/containers/\(Samples.idA)/config.v2.json", Samples.dockerConfig(name: "new"))
    #expect(cache.identity(path, inode: 1).identity.target == "docker:web")
    cache.refresh()
    #expect(cache.identity(path, inode: 1).identity.target == "docker:new")
  }

  @Test func aContainerBornInTheRoundIsFound() throws {
    let files = Samples.files()
    var cache = IdentityCache(IdentityResolverTests.resolver(files))
    _ = cache.identity(try Samples.path("/machine.slice/libpod-\(Samples.idB).scope"), inode: 1)
    files.put(Self.list, Samples.storage([(Samples.idB, "db"), (Samples.idA, "young")]))
    let young = cache.identity(try Samples.path("/machine.slice/libpod-\(Samples.idA).scope"), inode: 2)
    #expect(young.identity.target == "podman:young")
  }

  @Test func aMachineOfTheSameNameIsAnotherByItsInode() throws {
    let files = Samples.files()
    var cache = IdentityCache(IdentityResolverTests.resolver(files))
    let path = try Samples.path("/machine.slice/box.scope")
    #expect(cache.identity(path, inode: 1).identity.kind == .other)
    files.put("/run/systemd/machines/box", "NAME=box\nSCOPE=box.scope\n")
    cache.refresh()
    #expect(cache.identity(path, inode: 2).identity.target == "machine:box")
  }

  /// Its scope may be there before it registers (systemd-vmspawn).
  @Test func aMachineThatRegistersLateIsFound() throws {
    let files = Samples.files()
    var cache = IdentityCache(IdentityResolverTests.resolver(files))
    let path = try Samples.path("/machine.slice/box.scope")
    let young = cache.identity(path, inode: 1)
    #expect(young.identity.kind == .other && young.awaitsState)
    files.put("/run/systemd/machines/box", "NAME=box\nSCOPE=box.scope\n")
    cache.refresh()
    #expect(cache.identity(path, inode: 1).identity.target == "machine:box")
  }

  @Test func groupsThatNobodyAsksForAreForgotten() throws {
    var cache = IdentityCache(IdentityResolverTests.resolver(Samples.files()))
    for number in 0..<50 {
      _ = cache.identity(try Samples.path("/system.slice/s\(number).service"), inode: UInt64(number))
      cache.refresh()
    }
    #expect(cache.count <= 1)
  }

  /// What the path alone tells is not looked for in each round; what a file or an owner had a say in is.
  @Test func aServiceCostsNothingInTheNextRound() throws {
    let files = Samples.files()
    var cache = IdentityCache(IdentityResolverTests.resolver(files))
    let service = try Samples.path("/system.slice/nginx.service")
    let app = try Samples.path("/user.slice/user-1000.slice/user@1000.service/app.slice/app-firefox-7.scope")
    #expect(cache.identity(service, inode: 1).identity.target == "nginx.service")
    let owner = cache.identity(app, inode: 2).identity.user
    for round in 0..<3 {
      files.forgetReads()
      cache.refresh()
      #expect(cache.identity(service, inode: 1).identity.target == "nginx.service")
      #expect(files.asked.isEmpty, "round \(round)")
      #expect(cache.identity(app, inode: 2).identity.user == owner)
      #expect(!files.asked.isEmpty)
    }
    #expect(cache.count == 2)
  }
}
