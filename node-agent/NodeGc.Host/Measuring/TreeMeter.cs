using System.Runtime.ExceptionServices;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>Runs the threads of a measurement. They are dedicated threads: the work blocks in the kernel, and their I/O
/// priority is lowered.</summary>
public sealed class TreeMeter(DirectoryHandle root, int threads)
{
    private const int StackBytes = 256 * 1024;

    /// <summary>Measures all <paramref name="trees"/> and returns when the last one is done.</summary>
    public void Measure(
        IReadOnlyList<MeasuredTree> trees,
        CancellationToken cancellationToken,
        Action<MeasuredTree>? finished = null
    )
    {
        if (trees.Count == 0)
            return;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var queue = new WalkQueue(trees);
        Exception? failure = null;
        var running = Enumerable.Range(0, threads).Select(_ => Start(Walk)).ToList();
        running.ForEach(thread => thread.Join());
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        void Walk()
        {
            try
            {
                new TreeWalker(root, queue, ending.Token).Run(finished ?? (_ => { }));
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
                ending.Cancel();
            }
        }
    }

    private static Thread Start(ThreadStart walk)
    {
        var thread = new Thread(walk, StackBytes) { IsBackground = true, Name = "nodegc-measure" };
        thread.Start();
        return thread;
    }
}
