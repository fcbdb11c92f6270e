using System.Globalization;

namespace NodeGc.Testing.Docker;

/// <summary>What a daemon that was killed leaves running and mounted.</summary>
internal static class DaemonRemains
{
    /// <summary>Ends processes that belong to the folder, unmounts what is mounted below it, and removes its control
    /// groups.</summary>
    public static void Clear(string folder, string cgroup)
    {
        EndAll(folder);
        Unmount(folder);
        foreach (
            var group in Directory
                .EnumerateDirectories("/sys/fs/cgroup")
                .Append("/sys/fs/cgroup")
                .Select(root => Path.Combine(root, cgroup))
        )
            RemoveGroup(group);
    }

    /// <summary>Ends processes that belong to the folder, and waits until they have ended.</summary>
    public static void EndAll(string folder) =>
        Deadline.Await($"the processes of {folder} to end", () => EndProcesses(folder) == 0);

    private static int EndProcesses(string folder)
    {
        var remains = Directory
            .EnumerateDirectories("/proc")
            .Select(path =>
                int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                    ? pid
                    : 0
            )
            .Where(pid => pid > 1 && pid != Environment.ProcessId && Belongs(pid, folder))
            .ToArray();
        if (remains.Length > 0)
            new ExternalCommand("/bin/kill", ["-KILL", .. remains.Select(pid => $"{pid}")]).Run();
        return remains.Length;
    }

    /// <summary>Shims and helpers name the folder on their command line; a container's processes have their root below
    /// it.</summary>
    private static bool Belongs(int pid, string folder) =>
        Read($"/proc/{pid}/cmdline").Contains(folder, StringComparison.Ordinal)
        || Read($"/proc/{pid}/mountinfo")
            .Split('\n')
            .Any(line =>
                line.Split(' ') is [_, _, _, _, "/", ..] && line.Contains(folder + "/", StringComparison.Ordinal)
            );

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // The process has ended meanwhile.
        }
    }

    private static void Unmount(string folder)
    {
        var points = File.ReadLines("/proc/self/mountinfo")
            .Select(line => line.Split(' ')[4])
            .Where(point => point.StartsWith(folder + "/", StringComparison.Ordinal))
            .OrderByDescending(point => point.Length);
        foreach (var point in points)
            new ExternalCommand("/bin/umount", "-l", point).Run();
    }

    private static void RemoveGroup(string group)
    {
        if (!Directory.Exists(group))
            return;
        foreach (var child in Directory.EnumerateDirectories(group))
            RemoveGroup(child);
        new ExternalCommand("/bin/rmdir", group).Run();
    }
}
