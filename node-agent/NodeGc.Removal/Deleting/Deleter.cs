using System.Runtime.ExceptionServices;
using NodeGc.Host.Linux;

namespace NodeGc.Removal.Deleting;

/// <summary>Deletes directories permanently, with several threads.</summary>
/// <param name="threads">Number of threads, at least 1; a limited rate needs only one.</param>
/// <param name="pace">The limit on deletions per second.</param>
internal sealed class Deleter(int threads, DeletionPace pace)
{
    private const int StackBytes = 256 * 1024;
    private const int UnitsPerThread = 8;

    private readonly int workers = pace.IsBounded ? 1 : threads;

    /// <summary>One thread per core, at least two and at most four: more would only wait for the filesystem's
    /// journal.</summary>
    public static int ThreadsOfThisMachine => Math.Clamp(Environment.ProcessorCount, 2, 4);

    /// <summary>Deletes <paramref name="targets"/>. A target that could not be deleted completely has an error; the
    /// others are gone.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested; targets may be partially
    /// deleted.</exception>
    public void Delete(IReadOnlyList<DeletionTarget> targets, CancellationToken cancellationToken)
    {
        using (var units = new DeletionUnits(targets, workers * UnitsPerThread))
            DeleteAll(units.All, cancellationToken);

        // What is left of split targets are the directories above their units.
        var rest = targets
            .Where(target => target.Error is null)
            .Select(target => new DeletionUnit(target, target.Folder, target.Name, 0));
        DeleteAll([.. rest], cancellationToken);
    }

    private static void DeleteOne(TreeDeleter deleter, DeletionUnit unit)
    {
        if (unit.Target.Error is not null)
            return;
        try
        {
            deleter.Delete(unit.Folder, unit.Name);
        }
        catch (LinuxException error)
        {
            unit.Target.Fail(error.Message);
        }
    }

    private void DeleteAll(IReadOnlyList<DeletionUnit> units, CancellationToken cancellationToken)
    {
        var next = -1;
        Exception? failure = null;
        var running = Enumerable
            .Range(0, Math.Min(workers, units.Count))
            .Select(_ => new Thread(Work, StackBytes) { Name = "nodegc-delete" })
            .ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        void Work()
        {
            IoPriority.TryBeIdle();
            try
            {
                var deleter = new TreeDeleter(pace, cancellationToken);
                for (int at; (at = Interlocked.Increment(ref next)) < units.Count && failure is null; )
                    DeleteOne(deleter, units[at]);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
            }
        }
    }
}
