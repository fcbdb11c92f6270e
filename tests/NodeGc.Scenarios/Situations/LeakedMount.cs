using System.Collections.Immutable;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>The layers of a container that could not be made, still mounted as the engine mounts them: what is left
/// where it died before it unmounted.</summary>
internal sealed class LeakedMount : IDisposable
{
    public LeakedMount(PrivateDockerd dockerd)
    {
        var store = new LayerStore(dockerd);
        Layers = FailedCreate.MakeOrphans(dockerd);
        Top = Layers.Single(name => !name.EndsWith("-init", StringComparison.Ordinal));
        MountPoint = Directory.CreateDirectory(Path.Combine(store.Home, Top, "merged")).FullName;
        var lower = string.Join(
            ':',
            File.ReadAllText(Path.Combine(store.Home, Top, "lower"))
                .Split(':')
                .Select(link => Path.Combine(store.Home, link))
        );
        Run(
            "mount",
            "-t",
            "overlay",
            "overlay",
            "-o",
            $"lowerdir={lower},upperdir={store.Home}/{Top}/diff,workdir={store.Home}/{Top}/work",
            MountPoint
        );
    }

    /// <summary>The read-write directory and its <c>-init</c> directory.</summary>
    public ImmutableHashSet<string> Layers { get; }

    /// <summary>The directory in which the mount lies.</summary>
    public string Top { get; }

    public string MountPoint { get; }

    public bool IsMounted =>
        File.ReadLines("/proc/self/mountinfo").Any(line => line.Contains($" {MountPoint} ", StringComparison.Ordinal));

    public void Dispose()
    {
        if (IsMounted)
            Run("umount", MountPoint);
    }

    private static void Run(string program, params string[] arguments) =>
        _ = new ExternalCommand($"/bin/{program}", arguments).Run().Text;
}
