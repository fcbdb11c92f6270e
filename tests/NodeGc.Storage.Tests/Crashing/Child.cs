using System.Text;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>
/// A copy of this process, made by fork, that does one thing and ends: as warm as this one, so that hundreds can be made in a minute. It has only the
/// thread that made it, which is enough as long as nothing is collected or compiled in the background; <see cref="CrashRun"/> starts this process so.
/// </summary>
internal static class Child
{
    /// <summary>Lets a child do <paramref name="act"/> to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void Run(string name, Action act)
    {
        var child = Fork(act, isWatched: false);
        Processes.Wait(child, out var status, Processes.AllKinds);
        if (status != 0) throw new InvalidOperationException($"{name} ended with status {status}");
    }

    /// <summary>Makes a child; a watched one waits to be resumed.</summary>
    public static int Fork(Action act, bool isWatched)
    {
        Console.Out.Flush();
        var child = Processes.Fork();
        if (child == 0) LiveAndDie(act, isWatched);
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
            Say($"{error}\n");
            code = 1;
        }
        Processes.ExitAtOnce(code);
    }

    private static unsafe void Say(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes) _ = Syscalls.Write(2, start, bytes.Length);
    }
}
