using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Kernel;

/// <summary>How much of the kernel's evidence was read, and what was not readable.</summary>
public sealed class KernelTally
{
    private const Errno NoProcess = (Errno)3;

    private string? firstDenied;
    private Errno denial;
    private int denied;

    public int Processes { get; set; }

    public int Threads { get; set; }

    public int Namespaces { get; set; }

    /// <summary>Distinct mount namespaces; <see cref="Namespaces"/> counts each root directory in one
    /// separately.</summary>
    public int Spaces { get; set; }

    public int Mounts { get; set; }

    public int OpenFiles { get; set; }

    /// <summary>Records an error: processes that ended are ignored, anything else is unread evidence.</summary>
    public void Note(string path, Errno errno)
    {
        // EINVAL: the mountinfo of a zombie.
        if (errno is Errno.None or Errno.ENOENT or NoProcess or Errno.EINVAL)
            return;
        denied++;
        firstDenied ??= path;
        if (denied == 1)
            denial = errno;
    }

    /// <summary>The doubt caused by unread evidence, or null.</summary>
    public Doubt? FindDoubt() =>
        firstDenied is null
            ? null
            : new Doubt(
                DoubtKind.KernelEvidenceMissing,
                DoubtScope.Everything,
                firstDenied,
                $"It cannot be read ({denial}; {denied} such files), so mounts or open files may be missed. Run "
                    + "as root in the host's process namespace with the capabilities SYS_PTRACE and DAC_READ_SEARCH."
            );

    public Evidence ToAccount() =>
        new(
            EvidenceSource.Kernel,
            $"{Nouns.Count(Processes, "process")}, {Nouns.Count(Threads, "thread")}, "
                + $"{Nouns.Count(Namespaces, "mount namespace")}, {Nouns.Count(Mounts, "mount")}, "
                + Nouns.Count(OpenFiles, "open file")
        );
}
