using System.Collections.Concurrent;
using System.Diagnostics;
using NodeGc.Scenarios.Chaos.Loading;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos.Planting;

/// <summary>Makes true orphans and remembers where they are.</summary>
internal sealed class OrphanPlanter(UnrulyDaemon daemon, RemoteImages remotes, Tally tally, Random random)
{
    private readonly LayerStore store = new(daemon.Dockerd);
    private readonly ConcurrentQueue<string> planted = [];

    /// <summary>All that were planted and are still there.</summary>
    public IReadOnlyList<string> Remaining => [.. planted.Where(path => Path.Exists(path))];

    /// <summary>A copy of a layer under a name that the engine might have given, with a short link of its
    /// own.</summary>
    public void CopyLayer()
    {
        var (name, link) = (
            random.GetHexString(64, lowercase: true),
            random.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 26)
        );
        var copy = Path.Combine(store.Home, name);
        _ = new ExternalCommand("/bin/cp", "-a", Path.Combine(store.Home, store.TopOf("base:1")), copy).Run().Text;
        File.WriteAllText(Path.Combine(copy, "link"), link);
        File.CreateSymbolicLink(Path.Combine(store.Home, "l", link), $"../{name}/diff");
        Remember(copy);
    }

    /// <summary>A volume's directory without a record. The engine takes it for a volume when it starts next; nothing
    /// uses it then either.</summary>
    public void LoseVolume()
    {
        var volume = Path.Combine(daemon.Dockerd.DataRoot, "volumes", random.GetHexString(64, lowercase: true));
        Directory.CreateDirectory(Path.Combine(volume, "_data"));
        File.WriteAllText(Path.Combine(volume, "_data/f"), "lost");
        Remember(volume);
    }

    /// <summary>What a daemon leaves that dies while it fills a layer from a stream. The load must rest.</summary>
    public void KillImport() =>
        Remember(Path.Combine(store.Home, daemon.Killed(() => InterruptedImport.MakeOrphan(daemon.Dockerd))));

    /// <summary>What a daemon leaves that dies during a pull; nothing if the pull was faster. The load must
    /// rest.</summary>
    public void KillPull()
    {
        var before = store.List();
        using var client = daemon.Dockerd.Cli.Command("pull", "-q", remotes.Large).Start();
        Deadline.Await("the pull to unpack its layer", () => client.HasExited || store.ListWriteSets().Any(IsNew));
        var left = daemon.Killed(() => KillAndList(client));
        foreach (var orphan in left.Except(before))
            Remember(Path.Combine(store.Home, orphan));
        daemon.Dockerd.Cli.Try("rmi", remotes.Large);

        bool IsNew(string writeSet) => Directory.GetCreationTimeUtc(writeSet) > client.StartTime.ToUniversalTime();
    }

    /// <summary>The directories that no layer has come to own.</summary>
    private IEnumerable<string> KillAndList(Process client)
    {
        daemon.Dockerd.Kill();
        client.WaitForExit();
        return store.List().Except(store.ListChains().Select(store.CacheIdOf));
    }

    private void Remember(string path)
    {
        planted.Enqueue(path);
        tally.Count("orphans planted");
    }
}
