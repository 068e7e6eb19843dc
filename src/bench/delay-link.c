// delay-link NEAR FAR MICROSECONDS: makes two TUN devices and carries every packet from one to the other, later by a fixed delay.
// With one device in each of two network namespaces it is a link between them with a long round trip, where the kernel has no netem.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { MTU_MAX = 65536, WAITING_MAX = 1 << 16, BURST = 64 };

struct packet {
    long long due; // nanoseconds
    int length;
    char bytes[];
};

// Packets on their way, in the order in which they are due.
struct lane {
    int from, to;
    unsigned head, tail;
    struct packet *waiting[WAITING_MAX];
};

static struct lane lanes[2];

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int open_tun(const char *name) {
    struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
    snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
    int tun = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (tun < 0 || ioctl(tun, TUNSETIFF, &request) < 0) {
        perror("delay-link: /dev/net/tun");
        exit(1);
    }
    return tun;
}

// Sends what is due; returns when the next packet will be, or -1.
static long long deliver(struct lane *lane) {
    for (; lane->head != lane->tail; lane->head++) {
        struct packet *packet = lane->waiting[lane->head % WAITING_MAX];
        if (packet->due > now())
            return packet->due;
        if (write(lane->to, packet->bytes, packet->length) < 0) {
            // full or down: a lost packet, as on any link
        }
        free(packet);
    }
    return -1;
}

static void collect(struct lane *lane, long long delay) {
    static char bytes[MTU_MAX];
    for (int i = 0; i < BURST; i++) {
        int length = read(lane->from, bytes, sizeof bytes);
        if (length <= 0)
            return;
        if (lane->tail - lane->head >= WAITING_MAX)
            continue;
        struct packet *packet = malloc(sizeof *packet + length);
        if (!packet)
            exit(1);
        packet->due = now() + delay;
        packet->length = length;
        memcpy(packet->bytes, bytes, length);
        lane->waiting[lane->tail++ % WAITING_MAX] = packet;
    }
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: delay-link NEAR FAR MICROSECONDS\n");
        return 2;
    }
    int near = open_tun(argv[1]), far = open_tun(argv[2]);
    long long delay = atoll(argv[3]) * 1000;
    lanes[0].from = lanes[1].to = near;
    lanes[0].to = lanes[1].from = far;
    for (;;) {
        long long there = deliver(&lanes[0]), back = deliver(&lanes[1]);
        long long next = there < 0 || (back >= 0 && back < there) ? back : there;
        long long wait = next < 0 ? -1 : next - now();
        struct timespec pause = {wait > 0 ? wait / 1000000000 : 0, wait > 0 ? wait % 1000000000 : 0};
        struct pollfd fds[2] = {{near, POLLIN, 0}, {far, POLLIN, 0}};
        if (ppoll(fds, 2, next < 0 ? NULL : &pause, NULL) > 0) {
            collect(&lanes[0], delay);
            collect(&lanes[1], delay);
        }
    }
}
