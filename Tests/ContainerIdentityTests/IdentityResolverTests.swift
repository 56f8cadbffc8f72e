import ContainerIdentity
import ControlGroups
import Testing

struct IdentityResolverTests {
  static let alice = "\(Samples.manager)/user.slice"

  /// Groups below alice's manager are hers, all others root's, but for those named.
  static func resolver(_ files: MemoryStateFiles, owners: [String: UInt32] = [:]) -> IdentityResolver {
    IdentityResolver(files) { path in
      if let owner = owners[path.description] { return owner }
      return path.description.hasPrefix(Samples.manager) ? 1000 : 0
    }
  }

  static func identify(
    _ path: String, _ files: MemoryStateFiles = Samples.files(), owners: [String: UInt32] = [:]
  ) throws -> GroupIdentity {
    var resolver = resolver(files, owners: owners)
    return resolver.identify(try Samples.path(path))
  }

  @Test func dockerIsNamedByItsConfig() throws {
    let found = try Self.identify("/system.slice/docker-\(Samples.idA).scope").identity
    #expect(found.target == "docker:web")
    #expect(found.kind == .container)
    #expect(found.id == ByteText(Samples.idA))
    #expect(found.image == "bb:1")
    #expect(found.composeProject == "shop")
    #expect(found.composeService == "web")
    #expect(!found.isGuess)
    #expect(found.missing.isEmpty)
    #expect(found.unit == ByteText("docker-\(Samples.idA).scope"))
  }

  /// Only of containers whose place lets docker be asked, and only where docker says yes.
  @Test func dockerSaysWhoWasKilledForWantOfMemory() throws {
    let files = Samples.files()
    let scope = try Samples.path("/system.slice/docker-\(Samples.idA).scope")
    var resolver = Self.resolver(files)
    let before = resolver.wasOomKilled(scope)
    #expect(!before)
    files.put(
      "/var/lib/docker/containers/\(Samples.idA)/config.v2.json",
      #"{"State":{"Running":false,"OOMKilled":true,"ExitCode":137},"Name":"/web","Config":{"Image":"x"}}"#)
    resolver.beginRound()
    let after = resolver.wasOomKilled(scope)
    #expect(after)
    let byAlice = resolver.wasOomKilled(try Samples.path("\(Self.alice)/docker-\(Samples.idA).scope"))
    #expect(!byAlice)
    let elsewhere = resolver.wasOomKilled(try Samples.path("/elsewhere/docker-\(Samples.idA).scope"))
    #expect(!elsewhere)
    files.put(
      "/var/lib/docker/containers/\(Samples.idA)/config.v2.json",
      #"{"State":{"OOMKilled":"true"},"Name":"/web","Config":{"Image":"x"}}"#)
    resolver.beginRound()
    let byText = resolver.wasOomKilled(scope)
    #expect(!byText)
  }

  @Test func aMovedDataRootIsFollowed() throws {
    let files = Samples.files()
    files.put("/etc/docker/daemon.json", #"{"log-driver":"local","data-root":"/data/d"}"#)
    files.put("/data/d/containers/\(Samples.idA)/config.v2.json", Samples.dockerConfig(name: "moved"))
    let found = try Self.identify("/system.slice/docker-\(Samples.idA).scope", files).identity
    #expect(found.target == "docker:moved")
  }

  @Test func podmanOfRootAndItsInnerGroupAreOne() throws {
    let scope = "/machine.slice/libpod-\(Samples.idB).scope"
    #expect(try Self.identify(scope).identity.target == "podman:db")
    let inner = try Self.identify(scope + "/container")
    #expect(inner.identity.target == "podman:db")
    #expect(inner.belongsTo == GroupPath(scope))
    #expect(try Self.identify(scope).belongsTo == nil)
  }

  @Test func podmanInAPodKnowsThePod() throws {
    let pod = Samples.id("4")
    let found = try Self.identify(
      "/machine.slice/machine-libpod_pod_\(pod).slice/libpod-\(Samples.id("5")).scope"
    ).identity
    #expect(found.target == "podman:inpod")
    #expect(found.pod == ByteText(String(pod.prefix(12))))
    #expect(found.missing.contains { $0.fact == .pod })
  }

  @Test func rootlessPodmanCarriesItsUser() throws {
    let found = try Self.identify("\(Self.alice)/libpod-\(Samples.id("7")).scope").identity
    #expect(found.target == "alice/podman:ci")
    #expect(found.qualifiedName == "alice/ci")
    #expect(found.userID == 1000)
  }

  @Test func graphRootsOfSettingsAreFollowedBeneathTheHome() throws {
    let files = Samples.files()
    files.put(
      "/home/alice/.config/containers/storage.conf", "[storage]\ngraphroot = \"/home/alice/pods\"\n", owner: 1000)
    files.put(
      "/home/alice/pods/vfs-containers/volatile-containers.json", Samples.storage([(Samples.idA, "v")]), owner: 1000)
    let path = "\(Self.alice)/libpod-\(Samples.idA).scope"
    #expect(try Self.identify(path, files).identity.target == "alice/podman:v")
    files.put("/home/alice/.config/containers/storage.conf", "[storage]\ngraphroot = \"/home/bob/pods\"\n", owner: 1000)
    let outside = try Self.identify(path, files).identity
    #expect(outside.isGuess)
    #expect(outside.target == ByteText("alice/podman:\(Samples.idA.prefix(12))"))
    #expect(!files.asked.contains { $0.description.hasPrefix("/home/bob") })
  }

  /// `$HOME`, `$USER` and `$UID` in the system's settings are the user's; what lies outside of a home is the system's choice.
  @Test(arguments: [
    ("/var/lib/pods/$USER/store", "/var/lib/pods/alice/store"), ("$HOME/pods", "/home/alice/pods"),
    ("/data/$UID", "/data/1000"),
  ])
  func theSystemsSettingsSayWhereUsersStorageIs(_ pattern: String, _ root: String) throws {
    let files = Samples.files()
    files.put("/etc/containers/storage.conf", "[storage]\nrootless_storage_path = \"\(pattern)\"\n")
    files.put("\(root)/overlay-containers/containers.json", Samples.storage([(Samples.idA, "v")]), owner: 1000)
    let path = "\(Self.alice)/libpod-\(Samples.idA).scope"
    #expect(try Self.identify(path, files).identity.target == "alice/podman:v")
    files.put("/etc/containers/storage.conf", "[storage]\nrootless_storage_path = \"/x/$OTHER\"\n")
    #expect(try Self.identify(path, files).identity.target == ByteText("alice/podman:\(Samples.idA.prefix(12))"))
  }

  /// LDAP, SSSD and systemd-homed have users that /etc/passwd has not. Their state was not looked at: it denies nothing.
  @Test(arguments: ["docker", "libpod"])
  func aUserWithoutAKnownHomeMayHaveContainers(_ driver: String) throws {
    let files = MemoryStateFiles()
    files.put("/run/systemd/users/1000", "NAME=ldapbob\nSTATE=active\n")
    let found = try Self.identify("\(Self.alice)/\(driver)-\(Samples.idA).scope", files).identity
    let engine = driver == "docker" ? "docker" : "podman"
    #expect(found.kind == .container && found.isGuess)
    #expect(found.target == ByteText("ldapbob/\(engine):\(Samples.idA.prefix(12))"))
    #expect(found.missing.contains { $0.reason == "\(engine)'s state: \(StateFailure.unknownHome.reason)" })
  }

  // MARK: nobody is believed for a name alone

  @Test func aForgedGroupOfAUserIsNotRootsContainer() throws {
    let files = Samples.files()
    for name in ["docker-\(Samples.idA).scope", "libpod-\(Samples.idB).scope"] {
      let found = try Self.identify("\(Samples.manager)/\(name)", files).identity
      #expect(found.kind == .other)
      #expect(found.engine == nil)
      #expect(found.isGuess)
      #expect(found.target == ByteText("alice/\(name)"))
      #expect(found.missing.contains { $0.fact == .confirmation })
    }
    #expect(!files.asked.contains { $0.description.hasPrefix("/var/lib") })
  }

  @Test func aDirectoryThatIsNotRootsIsNotLookedUp() throws {
    let files = Samples.files()
    let path = "/system.slice/docker-\(Samples.idA).scope"
    let found = try Self.identify(path, files, owners: [path: 1000]).identity
    #expect(found.isGuess)
    #expect(found.target == ByteText("docker:\(Samples.idA.prefix(12))"))
    #expect(files.asked.isEmpty)
  }

  @Test func oneThatIsGoneWasOfWhoHasTheGroupAbove() throws {
    for (service, isBelieved) in [("/system.slice", true), ("/system.slice/bob.service", false)] {
      let scope = "\(service)/docker-\(Samples.idA).scope"
      var resolver = IdentityResolver(Samples.files()) { path in
        if path.description == scope { return nil }
        return path.description == "/system.slice/bob.service" ? 1001 : 0
      }
      let found = resolver.identify(try Samples.path(scope)).identity
      #expect((found.target == "docker:web") == isBelieved)
    }
  }

  @Test func aContainerInAnotherIsNotLookedUp() throws {
    let files = Samples.files()
    let outer = "/system.slice/docker-\(Samples.id("e")).scope"
    files.put("/var/lib/docker/containers/\(Samples.id("e"))/config.v2.json", Samples.dockerConfig(name: "kind"))
    let found = try Self.identify("\(outer)/docker/\(Samples.idA)", files)
    #expect(found.identity.isGuess)
    #expect(found.identity.name == ByteText(String(Samples.idA.prefix(12))))
    #expect(found.belongsTo == GroupPath(outer))
    #expect(files.asked.isEmpty)
  }

  @Test func aPayloadInSomebodysUnitIsPartOfTheUnit() throws {
    let path = "/system.slice/bob.service/libpod-payload-\(Samples.idB)"
    let forged = try Self.identify(path, owners: [path: 1001])
    #expect(forged.identity.target == "bob.service")
    #expect(forged.belongsTo == GroupPath("/system.slice/bob.service"))
    let quadlet = try Self.identify(path)
    #expect(quadlet.identity.target == "podman:db")
    #expect(quadlet.identity.unit == "bob.service")
    #expect(quadlet.belongsTo == nil)
  }

  @Test func namesThatClimbAreNotFollowed() throws {
    let files = Samples.files()
    files.put("/run/systemd/secret", "NAME=secret\nSCOPE=machine-..\\x2fsecret.scope\n")
    let found = try Self.identify(#"/machine.slice/machine-..\x2fsecret.scope"#, files).identity
    #expect(found.isGuess)
    #expect(files.reads.isEmpty)
  }

  @Test func filesOfAnotherOwnerAreNotBelieved() throws {
    let files = Samples.files()
    files.put(
      "/home/alice/.local/share/containers/storage/overlay-containers/containers.json",
      Samples.storage([(Samples.idA, "root")]), owner: 1001)
    let found = try Self.identify("\(Self.alice)/libpod-\(Samples.idA).scope", files).identity
    #expect(found.isGuess)
    #expect(found.name == ByteText(String(Samples.idA.prefix(12))))
    #expect(found.missing.contains { $0.reason.contains("owned by user 1001") })
  }

  // MARK: degrading

  @Test(arguments: [StateFailure.denied, .slow, .notRegular, .leadsElsewhere, .tooLong(most: 4 << 20)])
  func unreadableStateLeavesTheShortIDWithTheReason(_ failure: StateFailure) throws {
    let files = Samples.files()
    files.fail("/var/lib/docker/containers/\(Samples.idA)/config.v2.json", failure)
    let found = try Self.identify("/system.slice/docker-\(Samples.idA).scope", files).identity
    #expect(found.target == ByteText("docker:\(Samples.idA.prefix(12))"))
    #expect(found.isGuess)
    #expect(found.missing == [MissingFact(.name, "docker's state: \(failure.reason)")])
  }

  @Test(arguments: ["", "{", "[]", #"{"Name":7}"#, #"{"Name":"#, #"{"Name":"/"}"#, "\u{0}"])
  func brokenStateLeavesTheShortID(_ text: String) throws {
    let files = Samples.files()
    files.put("/var/lib/docker/containers/\(Samples.idA)/config.v2.json", text)
    let found = try Self.identify("/system.slice/docker-\(Samples.idA).scope", files).identity
    #expect(found.target == ByteText("docker:\(Samples.idA.prefix(12))"))
    #expect(found.isGuess)
  }

  @Test func unknownUsersShowTheirNumber() throws {
    let files = MemoryStateFiles()
    let session = "/user.slice/user-1001.slice/session-7.scope"
    let bare = try Self.identify(session, files).identity
    #expect(bare.target == "1001/session-7")
    #expect(bare.missing.map(\.fact) == [.user])
    files.put("/run/systemd/users/1001", "# This is private data.\nNAME=ldapbob\nSTATE=active\n")
    #expect(try Self.identify(session, files).identity.target == "ldapbob/session-7")
    #expect(try Self.identify(session).identity.target == "bob/session-7")
  }
}
