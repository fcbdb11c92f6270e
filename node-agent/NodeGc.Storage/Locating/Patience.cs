using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace NodeGc.Storage.Locating;

/// <summary>
/// Waits for what another process decides how long it takes: a file of a filesystem that it serves, for example. Such a
/// call cannot be taken back, so it runs on a thread of its own; as long as that hangs, the process is not asked again.
/// </summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<(string Proc, int Pid, ulong Start), Thread> Hanging = new();

    /// <summary>What <paramref name="read"/> returns or throws.</summary>
    /// <param name="process">Whose files are read.</param>
    /// <param name="read">Reads them.</param>
    /// <param name="limit">The longest that is waited; null = five seconds.</param>
    /// <exception cref="TimeoutException">It takes too long, or still does from an earlier call.</exception>
    public static T Run<T>((string Proc, int Pid, ulong Start) process, Func<T> read, TimeSpan? limit = null)
    {
        if (Hanging.TryGetValue(process, out var earlier) && earlier.IsAlive)
            throw new TimeoutException();
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = read();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        if (!thread.Join(limit ?? Limit))
        {
            Hanging[process] = thread;
            throw new TimeoutException();
        }
        Hanging.TryRemove(process, out _);
        failure?.Throw();
        return result!;
    }
}
