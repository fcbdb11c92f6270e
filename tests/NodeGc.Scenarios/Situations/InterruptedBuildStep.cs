using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>A daemon that was killed while the classic builder copied files: a read-write layer without a container,
/// still mounted.</summary>
internal static class InterruptedBuildStep
{
    private const int ManyFiles = 10_000;

    /// <returns>The name of the entry in <c>layerdb/mounts</c>. The daemon is down afterwards.</returns>
    public static string Make(PrivateDockerd dockerd)
    {
        var mounts = Path.Combine(new LayerStore(dockerd).LayerDb, "mounts");
        var context = Directory.CreateDirectory(Path.Combine(dockerd.Folder, "context"));
        for (var number = 0; number < ManyFiles; number++)
            File.Create(Path.Combine(context.CreateSubdirectory($"{number / 500}").FullName, $"{number}")).Dispose();
        File.WriteAllText(Path.Combine(context.FullName, "Dockerfile"), "FROM base:1\nCOPY . /all\n");
        using var client = dockerd.Cli.Command("build", "-t", "never:2", context.FullName).Start();
        string? entry = null;
        Deadline.Await("the builder to copy", () => (entry = FindEntry(dockerd, mounts)) is not null);
        dockerd.Kill();
        client.WaitForExit();
        return entry!;
    }

    private static string? FindEntry(PrivateDockerd dockerd, string mounts) =>
        Directory.Exists(mounts)
            ? Directory
                .EnumerateDirectories(mounts)
                .Where(path => !Directory.Exists(Path.Combine(dockerd.DataRoot, "containers", Path.GetFileName(path))))
                .Where(path => File.Exists(Path.Combine(path, "mount-id")))
                .Select(path => Path.GetFileName(path))
                .FirstOrDefault(name => IsMounted(Path.Combine(mounts, name)))
            : null;

    private static bool IsMounted(string entry) =>
        File.ReadAllText(Path.Combine(entry, "mount-id")) is { Length: 64 } mount
        && File.ReadAllText("/proc/self/mountinfo").Contains(mount, StringComparison.Ordinal);
}
