using System.Collections.Concurrent;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>Which rights each user has made use of, for tests that want nobody to have more than that.</summary>
public sealed class RightsLog
{
    private readonly ConcurrentDictionary<(string User, UsedRight Right), bool> used = [];

    /// <summary>The rights that a user has used so far.</summary>
    public IReadOnlySet<UsedRight> Of(string user) =>
        used.Keys.Where(entry => entry.User == user).Select(entry => entry.Right).ToHashSet();

    internal void Add(User user, AccessQuestion question) => used.TryAdd((user.Name, UsedRight.From(question)), true);
}
