using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace NodeGc.Host.Linux;

/// <summary>
/// Runs reads that another process may block, for example of a file on a FUSE filesystem. Such a call cannot be
/// cancelled, so it runs on a separate thread; as long as that hangs, the process is not read again.
/// </summary>
public static class BlockingRead
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<(string Proc, int Pid, ulong Start), Thread> Hanging = new();

    /// <summary>What <paramref name="read"/> returns or throws.</summary>
    /// <param name="process">Whose files are read.</param>
    /// <param name="read">Reads them.</param>
    /// <param name="limit">The timeout; null = five seconds.</param>
    /// <exception cref="TimeoutException">It takes too long, or an earlier call still hangs.</exception>
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
