using System.Text;
using NodeGc.Host.Linux;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>
/// A copy of this process, made by fork, that does one thing and ends: as warm as this one, so that hundreds can be
/// made in a minute. It has only the thread that made it, which is enough as long as nothing is collected or compiled
/// in the background: <see cref="Needed"/>.
/// </summary>
internal static class Child
{
    /// <summary>The descriptors of a process's outputs.</summary>
    public const int Output = 1,
        ErrorOutput = 2;

    /// <summary>
    /// How the runtime has to be set, from its start, for a copy of it to live: no thread of its own but the one that
    /// forks, no collection while there is memory, and compiled code in memory that parent and child do not share: else
    /// each overwrites that of the other.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Needed = new Dictionary<string, string>
    {
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCgen0size"] = "0x4000000",
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    /// <summary>Lets a child do <paramref name="act"/> to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void Run(string name, Action act)
    {
        var child = Fork(act, isWatched: false);
        Processes.Wait(child, out var status, Processes.AllKinds);
        if (status != 0)
            throw new InvalidOperationException($"{name} ended with status {status}");
    }

    /// <summary>Makes a child; a watched one waits to be resumed.</summary>
    public static int Fork(Action act, bool isWatched)
    {
        var child = Processes.Fork();
        if (child == 0)
            LiveAndDie(act, isWatched);
        return child > 0 ? child : throw new InvalidOperationException("no process could be made");
    }

    private static void LiveAndDie(Action act, bool isWatched)
    {
        var code = 0;
        try
        {
            if (isWatched)
            {
                _ = Processes.Trace(Processes.TraceMe, 0, 0, 0);
                _ = Processes.Raise(Processes.Stop);
            }
            act();
        }
        catch (Exception error)
        {
            Say(ErrorOutput, $"{error}\n");
            code = 1;
        }
        Processes.ExitAtOnce(code);
    }

    /// <summary>Writes to an open descriptor: the runtime's console starts a thread.</summary>
    public static unsafe void Say(int descriptor, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
            _ = Syscalls.Write(descriptor, start, bytes.Length);
    }
}
