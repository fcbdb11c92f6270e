using System.Collections.Concurrent;

namespace NodeGc.Operator.Notifications;

/// <summary>Notifications that were delivered or given up, until the statuses do not contain them any more.</summary>
internal sealed class HandledNotifications
{
    private readonly ConcurrentDictionary<string, string> cleanups = new(StringComparer.Ordinal);

    public bool Contains(string id) => cleanups.ContainsKey(id);

    /// <param name="cleanup">Name of the cleanup that it belongs to.</param>
    /// <param name="id">Its id.</param>
    public void Add(string cleanup, string id) => cleanups[id] = cleanup;

    /// <summary>Forgets those of the cleanup that are not pending any more.</summary>
    public void Keep(string cleanup, IReadOnlyCollection<string> pending)
    {
        foreach (var (id, owner) in cleanups)
        {
            if (owner == cleanup && !pending.Contains(id))
                cleanups.TryRemove(id, out _);
        }
    }
}
