using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>
/// Finds where the containerd of an engine stores its data. No configuration is read: its process holds <c>meta.db</c>
/// open and listens on its socket as long as it runs. For reports only, so whatever is not visible is left out.
/// </summary>
internal sealed class ContainerdFinder(string procRoot)
{
    private const string Program = "containerd";
    private const string Database = "/io.containerd.metadata.v1.bolt/meta.db";
    private const string SystemSocket = "/run/containerd/containerd.sock";
    private const string Listening = "01";

    private readonly ProcessFiles processes = new(procRoot);

    /// <summary>The root of the containerd that <paramref name="daemon"/> uses, if it is outside its data
    /// root.</summary>
    public OutsideStore? FindOutside(DaemonProcess daemon)
    {
        var found = SocketsOf(daemon)
            .Select(socket => FindRoot(daemon, socket))
            .OfType<OutsideStore>()
            .FirstOrDefault();
        return found is null || IsBelow(found.Path, daemon.DataRoot) ? null : found;
    }

    private static ImmutableArray<string> SocketsOf(DaemonProcess daemon) =>
        daemon.Containerd is { } told
            ? [Plain(told)]
            : [Plain($"{daemon.ExecRoot}/containerd/containerd.sock"), SystemSocket];

    /// <summary>Only of a process with the same root directory as the engine: a container may name its processes as it
    /// likes.</summary>
    private OutsideStore? FindRoot(DaemonProcess daemon, string socket) =>
        (
            from pid in processes.Pids()
            where processes.FindName(pid) == Program && IsInRootOf(daemon, pid)
            let links = ListOpen(pid)
            let database = links.FirstOrDefault(link => link.EndsWith(Database, StringComparison.Ordinal))
            where database is not null && SocketsAt(pid, socket).Any(links.Contains)
            let root = database[..^Database.Length]
            select new OutsideStore(root, processes.Root(pid) + root)
        ).FirstOrDefault();

    private bool IsInRootOf(DaemonProcess daemon, int pid)
    {
        try
        {
            return DirectoryIdentity.Find(processes.Root(pid)) is { } root
                && root == DirectoryIdentity.Find(processes.Root(daemon.Pid));
        }
        catch (LinuxException)
        {
            return false; // Not readable, so unknown.
        }
    }

    private ImmutableHashSet<string> ListOpen(int pid)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFileSystemEntries($"{procRoot}/{pid}/fd")
                    .Select(path => new FileInfo(path).LinkTarget)
                    .OfType<string>(),
            ];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>As its open files show them. Source: <c>/proc/net/unix</c>, fields 6 (state), 7 (inode) and 8 (path) of
    /// <c>proc_net(5)</c>.</summary>
    private IEnumerable<string> SocketsAt(int pid, string path)
    {
        try
        {
            return
            [
                .. from line in File.ReadLines($"{procRoot}/{pid}/net/unix")
                let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                where fields.Length > 7 && fields[5] == Listening && Plain(fields[7]) == path
                select $"socket:[{fields[6]}]",
            ];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string Plain(string socket)
    {
        var path = socket.StartsWith("unix://", StringComparison.Ordinal) ? socket["unix://".Length..] : socket;
        return path.StartsWith("/var/run/", StringComparison.Ordinal) ? path["/var".Length..] : path;
    }
}
