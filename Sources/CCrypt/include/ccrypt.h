// libxcrypt's crypt_ra(3), dlopen()ed when it is first needed: distributions differ in its name.
#ifndef WEIR_CCRYPT_H
#define WEIR_CCRYPT_H

// Whether the hash of `word` under `setting`, a whole hash of the same kind, is that hash: 1 or 0, compared in a time that
// does not tell where they differ. -ELIBACC: the library is not there; -EINVAL: the setting is none that it knows.
// Takes as long as the setting says; may be called by several threads.
int ccrypt_matches(const char *word, const char *setting);

#endif
