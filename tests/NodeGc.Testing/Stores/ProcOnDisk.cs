using System.Globalization;

namespace NodeGc.Testing.Stores;

/// <summary>Builds a folder that reads like <c>/proc</c>, with processes that the test describes.</summary>
public sealed class ProcOnDisk
{
    private const int FirstTick = 1000;
    private const int Exiting = 4;

    private int spaces;

    public ProcOnDisk(string root)
    {
        Root = root;
        Directory.CreateDirectory(root);
        File.WriteAllText(
            At("stat"),
            string.Create(CultureInfo.InvariantCulture, $"cpu 1 2 3\nbtime {BootTime.ToUnixTimeSeconds()}\n")
        );
        File.WriteAllText(At("swaps"), "Filename Type Size Used Priority\n");
        Process(1, "init", "/sbin/init");
    }

    /// <summary>When the machine was started.</summary>
    public static DateTimeOffset BootTime { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>A path below the folder.</summary>
    public string At(string path) => Path.Combine(Root, path);

    /// <summary>Adds a process with one thread, in a mount namespace of its own.</summary>
    /// <param name="pid">Its number; it starts as many hundredths of a second after <see cref="BootTime"/>, plus ten
    /// seconds.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its command line.</param>
    public ProcOnDisk Process(int pid, string name, params string[] arguments)
    {
        Write($"{pid}/comm", name + "\n");
        Write($"{pid}/cmdline", string.Concat(arguments.Select(argument => argument + "\0")));
        Write($"{pid}/environ", "");
        Write($"{pid}/maps", "");
        foreach (var stat in new[] { $"{pid}/stat", $"{pid}/task/{pid}/stat" })
            Write(stat, Statistics(pid, name, flags: 0));
        Link($"{pid}/exe", arguments[0]);
        Link($"{pid}/root", "/");
        Link($"{pid}/ns/pid", "pid:[4026531836]");
        return Thread(pid, pid);
    }

    /// <summary>Adds a thread to a process, in a mount namespace of its own.</summary>
    public ProcOnDisk Thread(int pid, int thread, params string[] mountinfo)
    {
        var folder = $"{pid}/task/{thread}";
        Directory.CreateDirectory(At($"{folder}/fd"));
        Link($"{folder}/ns/mnt", $"mnt:[{4026531832 + spaces++}]");
        Link($"{folder}/root", "/");
        Link($"{folder}/cwd", "/");
        return Mounts(pid, thread, mountinfo);
    }

    /// <summary>Sets what a thread has mounted: lines of mountinfo.</summary>
    public ProcOnDisk Mounts(int pid, int thread, params string[] mountinfo)
    {
        Write($"{pid}/task/{thread}/mountinfo", string.Concat(mountinfo.Select(line => line + "\n")));
        return this;
    }

    /// <summary>Has a process hold a file open.</summary>
    public ProcOnDisk OpenFile(int pid, int descriptor, string path)
    {
        Link($"{pid}/task/{pid}/fd/{descriptor}", path);
        Link($"{pid}/fd/{descriptor}", path);
        return this;
    }

    /// <summary>Says how a process has a file open, as <c>fdinfo</c> does: the flags of <c>open</c>, octal.</summary>
    public ProcOnDisk OpenedWith(int pid, int descriptor, string flags)
    {
        Write($"{pid}/fdinfo/{descriptor}", $"pos:\t0\nflags:\t{flags}\nmnt_id:\t29\n");
        return this;
    }

    /// <summary>Puts all processes into another process namespace than the host's: this is the <c>proc</c> of a
    /// container.</summary>
    public ProcOnDisk InContainer(params int[] pids)
    {
        foreach (var pid in pids)
        {
            File.Delete(At($"{pid}/ns/pid"));
            Link($"{pid}/ns/pid", "pid:[4026532999]");
        }
        return this;
    }

    /// <summary>Has a process another root directory.</summary>
    public ProcOnDisk RootedAt(int pid, string root)
    {
        File.Delete(At($"{pid}/root"));
        Link($"{pid}/root", root);
        return this;
    }

    /// <summary>Takes a process's root directory away: it may not be read, or the process is ending, which its flags
    /// tell.</summary>
    public ProcOnDisk WithoutRoot(int pid, bool isEnding)
    {
        File.Delete(At($"{pid}/root"));
        if (isEnding)
            Write($"{pid}/task/{pid}/stat", Statistics(pid, "any", Exiting));
        return this;
    }

    private static string Statistics(int pid, string name, int flags) =>
        $"{pid} ({name}) S 0 0 0 0 0 {flags} {string.Join(' ', Enumerable.Repeat(0, 12))} {FirstTick + pid} 0 0";

    private void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), content);
    }

    private void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.CreateSymbolicLink(At(path), target);
    }
}
