// What a service says to its manager and takes from it (sd_notify(3), sd_listen_fds(3)), without libsystemd.
#ifndef WEIR_CSUPERVISION_H
#define WEIR_CSUPERVISION_H

// Sends a text to a socket ($NOTIFY_SOCKET: a path, or @ and an abstract name) as one datagram: 0 or -errno.
int csupervision_notify(const char *place, const char *text);

// Whether a descriptor is a socket that listens for streams; it is closed on exec from then on. 0 or -errno.
int csupervision_take(int socket);

#endif
