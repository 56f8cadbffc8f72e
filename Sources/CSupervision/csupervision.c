#define _GNU_SOURCE
#include "csupervision.h"

#include <errno.h>

#ifdef __linux__
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int csupervision_notify(const char *place, const char *text) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  size_t length = strlen(place);
  if ((place[0] != '/' && place[0] != '@') || length >= sizeof address.sun_path) return -EINVAL;
  memcpy(address.sun_path, place, length);
  // An abstract name begins with a zero byte, and has none at its end.
  if (place[0] == '@') address.sun_path[0] = 0;
  socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + (place[0] == '/'));
  int line = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (line < 0) return -errno;
  ssize_t sent = sendto(line, text, strlen(text), MSG_NOSIGNAL, (struct sockaddr *)&address, size);
  int answer = sent < 0 ? -errno : 0;
  close(line);
  return answer;
}

int csupervision_take(int line) {
  int type = 0, listens = 0;
  socklen_t size = sizeof type;
  if (getsockopt(line, SOL_SOCKET, SO_TYPE, &type, &size) < 0) return -errno;
  if (getsockopt(line, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) < 0) return -errno;
  if (type != SOCK_STREAM || !listens) return -EINVAL;
  return fcntl(line, F_SETFD, FD_CLOEXEC) < 0 ? -errno : 0;
}
#else
int csupervision_notify(const char *place, const char *text) { return (void)place, (void)text, -ENOSYS; }
int csupervision_take(int socket) { return (void)socket, -ENOSYS; }
#endif
