using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>Reads proc files of processes that may be daemons. Null if the process has ended or is not
/// readable.</summary>
internal sealed class ProcessFiles(string procRoot)
{
    private const double TicksPerSecond = 100;
    private const uint Exiting = 4;

    /// <summary>Maximum size of a command line or environment, in bytes.</summary>
    private const int MaxLength = 1 << 20;

    /// <summary>The ids of all processes.</summary>
    public IEnumerable<int> Pids() =>
        from path in Directory.Exists(procRoot) ? Directory.EnumerateDirectories(procRoot) : []
        let name = Path.GetFileName(path)
        where int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select int.Parse(name, CultureInfo.InvariantCulture);

    public string? FindName(int pid) => FindText(pid, "comm")?.TrimEnd('\n');

    /// <summary>The last part of the program's path.</summary>
    public string? FindProgram(int pid) =>
        FindLink(pid, "exe") is { } exe
            ? Path.GetFileName(exe.Replace(" (deleted)", "", StringComparison.Ordinal))
            : null;

    /// <exception cref="LocatingException">The command line is too long.</exception>
    public ImmutableArray<string> Arguments(int pid) => [.. (FindText(pid, "cmdline") ?? "").TrimEnd('\0').Split('\0')];

    /// <summary>A variable of the environment it was started with.</summary>
    public string? FindVariable(int pid, string name) =>
        (FindText(pid, "environ") ?? "")
            .Split('\0')
            .FirstOrDefault(line => line.StartsWith(name + "=", StringComparison.Ordinal))
            ?[(name.Length + 1)..];

    /// <summary>When it started, in clock ticks since boot. Source: <c>proc_pid_stat(5)</c>, field 22.</summary>
    public ulong? FindStart(int pid) =>
        Statistics(pid, "stat") is { Length: > 19 } fields
        && ulong.TryParse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? ticks
            : null;

    /// <summary>All its threads are exiting: it has released its root directory and open files, and its id is free
    /// shortly. Unreadable counts as false. Source: <c>PF_EXITING</c> in field 9 of <c>proc_pid_stat(5)</c>.</summary>
    public bool IsEnding(int pid)
    {
        try
        {
            var threads = Directory.EnumerateDirectories($"{procRoot}/{pid}/task").ToList();
            return threads.Count > 0
                && threads.All(thread => IsEnding(Statistics(pid, $"task/{Path.GetFileName(thread)}/stat")));
        }
        catch (DirectoryNotFoundException)
        {
            return false; // It is gone, which its start time shows.
        }
    }

    /// <summary>The same as a time of day, at most a second too early.</summary>
    public DateTimeOffset StartTime(ulong ticks)
    {
        var boot = (
            from line in File.ReadLines($"{procRoot}/stat")
            where line.StartsWith("btime ", StringComparison.Ordinal)
            select long.Parse(line.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture)
        ).First();
        return DateTimeOffset.FromUnixTimeSeconds(boot).AddSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Its root directory as seen by this process.</summary>
    public string Root(int pid) => $"{procRoot}/{pid}/root";

    private static bool IsEnding(string[] fields) =>
        fields.Length > 6
        && uint.TryParse(fields[6], NumberStyles.None, CultureInfo.InvariantCulture, out var flags)
        && (flags & Exiting) != 0;

    /// <summary>The fields of a stat file from the third on; empty if there is no such file. The name in field 2 may
    /// contain spaces and parentheses.</summary>
    private string[] Statistics(int pid, string file) =>
        FindText(pid, file) is { } stat
            ? stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [];

    private string? FindText(int pid, string file)
    {
        try
        {
            const FileShare any = FileShare.ReadWrite | FileShare.Delete;
            using var handle = File.OpenHandle($"{procRoot}/{pid}/{file}", share: any);
            return Encoding.UTF8.GetString(ReadAll(handle, $"process {pid}", file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[] ReadAll(SafeFileHandle file, string process, string name)
    {
        using var content = new MemoryStream();
        var buffer = new byte[4096];
        while (RandomAccess.Read(file, buffer, content.Length) is > 0 and var length)
        {
            content.Write(buffer, 0, length);
            if (content.Length <= MaxLength)
                continue;
            throw new LocatingException(
                LocatingFailure.BadConfiguration,
                process,
                $"Its {name} is longer than {MaxLength >> 20} MiB and is not read."
            );
        }
        return content.ToArray();
    }

    private string? FindLink(int pid, string file)
    {
        try
        {
            return new FileInfo($"{procRoot}/{pid}/{file}").LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
