namespace NodeGc.Operator.Status.Events;

/// <summary>News that wait to be written, warnings first, each once. Bounded.</summary>
/// <param name="capacity">How many may wait. More are dropped: events are not state, and the statuses say the
/// same.</param>
internal sealed class NodeNewsQueue(int capacity)
{
    private readonly Lock guard = new();
    private readonly Queue<NodeNews> warnings = new();
    private readonly Queue<NodeNews> others = new();

    /// <summary>What was taken over, by id, and when it can be forgotten because it is not found any more.</summary>
    private readonly Dictionary<string, DateTimeOffset> known = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (guard)
                return warnings.Count + others.Count;
        }
    }

    /// <summary>Takes over what is new.</summary>
    /// <returns>How many were dropped.</returns>
    public int Add(IEnumerable<NodeNews> news)
    {
        var dropped = 0;
        lock (guard)
        {
            foreach (var one in news)
            {
                var queue = one.IsWarning ? warnings : others;
                if (known.ContainsKey(one.Occurrence.Id))
                    continue;
                // One half for each, so that neither crowds out the other.
                if (queue.Count >= capacity / 2)
                {
                    dropped++;
                    continue;
                }
                known.Add(one.Occurrence.Id, one.Occurrence.Time + 2 * NodeNewsRules.Window);
                queue.Enqueue(one);
            }
        }
        return dropped;
    }

    /// <summary>The next ones, at most so many.</summary>
    public IReadOnlyList<NodeNews> Take(int most)
    {
        var taken = new List<NodeNews>();
        lock (guard)
        {
            while (taken.Count < most && (warnings.TryDequeue(out var next) || others.TryDequeue(out next)))
                taken.Add(next);
        }
        return taken;
    }

    /// <summary>Forgets what is not found any more.</summary>
    public void Forget(DateTimeOffset now)
    {
        lock (guard)
        {
            foreach (var (id, end) in known)
            {
                if (end < now)
                    known.Remove(id);
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (guard)
        {
            warnings.Clear();
            others.Clear();
            known.Clear();
        }
    }
}
