/// The fuzzer's way in: every reader of engines' JSON over the same bytes. None may trap, hang or grow past its input.
package func readContainerJSON(_ bytes: [UInt8]) {
  _ = DockerState.parse(bytes)
  _ = DockerState.dataRoot(bytes)
  _ = DockerHostConfig(bytes)
  _ = ContainersStorage.parse(bytes)
  _ = ContainersStorage.setting("graphroot", bytes)
  _ = OCIConfig.parse(bytes)
  _ = Accounts(bytes)
  _ = KeyValueLines(bytes)
  var scanner = JSONScanner(bytes)
  scanner.skip()
}
