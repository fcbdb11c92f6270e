// The yardstick of the scan: sums st_blocks below each directory in ROOT with getdents64 and statx, THREADS at a time.
// cc -O2 -pthread walk.c -o walk && ./walk ROOT THREADS    prints: bytes entries
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct entry { unsigned long ino; long off; unsigned short len; unsigned char type; char name[]; };

static int is_dot(const char *n) { return n[0] == '.' && (!n[1] || (n[1] == '.' && !n[2])); }

static long walk(int at, const char *name, long *entries) {
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return 0;
    long bytes = 0;
    char *buf = malloc(32768);
    struct statx st;
    for (long n; (n = syscall(SYS_getdents64, fd, buf, 32768)) > 0;)
        for (long o = 0; o < n;) {
            struct entry *e = (void *)(buf + o);
            o += e->len;
            if (is_dot(e->name)) continue;
            ++*entries;
            if (!statx(fd, e->name, AT_SYMLINK_NOFOLLOW, STATX_BLOCKS | STATX_INO | STATX_NLINK, &st)) bytes += st.stx_blocks * 512L;
            if (e->type == DT_DIR) bytes += walk(fd, e->name, entries);
        }
    free(buf);
    close(fd);
    return bytes;
}

static char *dirs[1 << 20];
static long count, next_dir, total_bytes, total_entries;

static void *worker(void *unused) {
    long bytes = 0, entries = 0, k;
    while ((k = __sync_fetch_and_add(&next_dir, 1)) < count) bytes += walk(AT_FDCWD, dirs[k], &entries);
    __sync_fetch_and_add(&total_bytes, bytes);
    __sync_fetch_and_add(&total_entries, entries);
    return unused;
}

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "usage: walk ROOT THREADS\n"), 2;
    DIR *d = opendir(argv[1]);
    if (!d) return perror(argv[1]), 1;
    for (struct dirent *e; (e = readdir(d)) && count < 1 << 20;)
        if (!is_dot(e->d_name)) asprintf(&dirs[count++], "%s/%s", argv[1], e->d_name);
    int threads = atoi(argv[2]);
    pthread_t t[64];
    for (int i = 0; i < threads && i < 64; i++) pthread_create(&t[i], 0, worker, 0);
    for (int i = 0; i < threads && i < 64; i++) pthread_join(t[i], 0);
    printf("%ld %ld\n", total_bytes, total_entries);
}
