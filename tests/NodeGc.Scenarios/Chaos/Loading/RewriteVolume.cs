using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Writes into a volume.</summary>
internal sealed class RewriteVolume : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (load.Model.Volumes.Take(load.Random) is not { } volume)
            return;
        if (Write(load, volume.Name) is { } digest)
            volume.Digest = digest;
        else
            load.Model.Volumes.Forget(volume); // How far it came, nobody knows.
        load.Model.Volumes.Return(volume);
    }

    /// <summary>A digest over what the volume holds then; null where the daemon went down.</summary>
    public static string? Write(LoadWorker load, string name)
    {
        var script =
            $"mkdir -p /data/{load.NewText()}; dd if=/dev/urandom of=/data/{load.NewText()} bs=1000 count="
            + $"{load.Random.Next(1, 50)} 2>/dev/null";
        return load.Do("run", "--rm", "--network", "host", "-v", $"{name}:/data", "base:1", "sh", "-c", script)
            ? TreeDigest.Compute(load.FolderOf(name))
            : null;
    }
}
