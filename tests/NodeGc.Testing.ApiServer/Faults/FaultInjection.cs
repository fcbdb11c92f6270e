namespace NodeGc.Testing.ApiServer.Faults;

/// <summary>Makes chosen requests fail, for tests of what a client does about it.</summary>
public sealed class FaultInjection
{
    private readonly Lock gate = new();
    private readonly List<Rule> rules = [];

    /// <summary>The next <paramref name="count"/> requests that match get the fault. Earlier rules are used up
    /// first.</summary>
    public void Next(int count, Predicate<SeenRequest> matches, Fault fault)
    {
        lock (gate)
            rules.Add(new Rule(matches, fault) { Left = count });
    }

    /// <summary>All matching requests get the fault until <see cref="Clear"/>.</summary>
    public void Always(Predicate<SeenRequest> matches, Fault fault) => Next(int.MaxValue, matches, fault);

    /// <summary>From now on nothing goes wrong.</summary>
    public void Clear()
    {
        lock (gate)
            rules.Clear();
    }

    internal Fault? Take(SeenRequest request)
    {
        lock (gate)
        {
            var rule = rules.Find(rule => rule.Matches(request));
            if (rule is not null && --rule.Left == 0)
                rules.Remove(rule);
            return rule?.Fault;
        }
    }

    private sealed record Rule(Predicate<SeenRequest> Matches, Fault Fault)
    {
        public int Left { get; set; }
    }
}
