using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>Lets an operator write so often and no more, as if it were killed there; it cannot even give its lease
/// back.</summary>
internal sealed class WriteGate : IDisposable
{
    private readonly FaultInjection faults;
    private int left;

    /// <param name="faults">The server's switches.</param>
    /// <param name="writes">So many orders, statuses and events get through.</param>
    /// <param name="lastFault">What becomes of the write after them.</param>
    public WriteGate(FaultInjection faults, int writes, Fault lastFault)
    {
        (this.faults, left) = (faults, writes);
        faults.Next(1, request => IsOperatorWrite(request) && Interlocked.Decrement(ref left) < 0 && Shut(), lastFault);
        faults.Always(request => IsShut && (IsOperatorWrite(request) || IsLeaseWrite(request)), new Fault.Abort());
    }

    /// <summary>Whether the operator counts as killed.</summary>
    public bool IsShut { get; private set; }

    /// <summary>The next operator may write.</summary>
    public void Open()
    {
        faults.Clear();
        IsShut = false;
    }

    public void Dispose() => Open();

    /// <summary>Orders, statuses of cleanups, and events; agents write only statuses of nodes, tests only with
    /// apply.</summary>
    public static bool IsOperatorWrite(SeenRequest request) =>
        request.Method switch
        {
            "PUT" => request.Path.EndsWith("/status", StringComparison.Ordinal),
            "PATCH" => request.Path.Contains("/nodestorages/", StringComparison.Ordinal)
                && !request.Path.EndsWith("/status", StringComparison.Ordinal),
            "POST" => request.Path.EndsWith("/events", StringComparison.Ordinal),
            _ => false,
        };

    private static bool IsLeaseWrite(SeenRequest request) =>
        request.Method != "GET" && request.Path.Contains("/leases", StringComparison.Ordinal);

    private bool Shut() => IsShut = true;
}
