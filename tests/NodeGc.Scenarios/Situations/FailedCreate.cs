using System.Collections.Immutable;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>A container that could not be made: the engine had prepared its layers, failed to record them and forgot
/// them.</summary>
internal static class FailedCreate
{
    /// <returns>The read-write directory and its <c>-init</c> directory, both left behind.</returns>
    public static ImmutableHashSet<string> MakeOrphans(PrivateDockerd dockerd)
    {
        var store = new LayerStore(dockerd);
        var mounts = Directory.CreateDirectory(Path.Combine(store.LayerDb, "mounts"));
        return store.AddedBy(() =>
        {
            using var failingDisk = new Undeletable(mounts.FullName);
            if (dockerd.Cli.Try("create", "base:1").Succeeded)
                throw new InvalidOperationException("The container was meant to fail: its layers cannot be recorded.");
        });
    }

    /// <returns>The lone <c>-init</c> directory that is left where the engine still removed the read-write
    /// one.</returns>
    public static string MakeLoneInit(PrivateDockerd dockerd)
    {
        var orphans = MakeOrphans(dockerd);
        var store = new LayerStore(dockerd);
        var readWrite = orphans.Single(name => !name.EndsWith("-init", StringComparison.Ordinal));
        foreach (var link in store.ShortLinksTo(readWrite))
            File.Delete(Path.Combine(store.Home, "l", link));
        Directory.Delete(Path.Combine(store.Home, readWrite), recursive: true);
        return orphans.Remove(readWrite).Single();
    }
}
