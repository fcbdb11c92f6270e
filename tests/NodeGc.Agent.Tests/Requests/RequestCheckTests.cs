using NodeGc.Agent.Requests;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Tests.Requests;

internal sealed class RequestCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly NodeRequest Explain = new()
    {
        Id = "a",
        ExpirationTime = Now.AddMinutes(2),
        Explain = new() { Subject = "overlay2/x" },
    };

    private static readonly NodeRequest Restore = Explain with
    {
        Explain = null,
        Restore = new() { RunId = "run-1" },
    };

    [Test]
    public void A_read_only_agent_explains_and_does_not_restore()
    {
        Assert.That(Check(Explain, isReadOnly: true), Is.Null);
        Assert.That(Check(Restore, isReadOnly: true), Does.Contain("agent.readOnly"));
        Assert.That(Check(Restore), Is.Null);
    }

    [Test]
    public void A_request_that_came_too_late_is_not_carried_out() =>
        Assert.That(
            Check(Restore with { ExpirationTime = Now.AddSeconds(-1) }),
            Is.EqualTo(
                "the request expired at 2026-03-01T11:59:59Z, and the clock of the node shows 2026-03-01T12:00:00Z: "
                    + "nothing was done"
            )
        );

    [Test]
    public void A_request_of_no_known_kind_or_of_two_is_refused()
    {
        Assert.That(Check(Explain with { Explain = null }), Does.Contain("either explain or restore"));
        Assert.That(Check(Restore with { Explain = Explain.Explain }), Does.Contain("either explain or restore"));
    }

    [Test]
    public void A_request_that_lost_a_field_is_refused()
    {
        var sent = RequestDigest.Seal(Restore with { Restore = Restore.Restore! with { Item = "overlay2/x" } });
        var stored = sent with { Restore = sent.Restore! with { Item = null } };

        Assert.That(
            RequestCheck.FindProblem(stored, isReadOnly: false, Now),
            Does.Contain("does not match its digest")
        );
    }

    private static string? Check(NodeRequest request, bool isReadOnly = false) =>
        RequestCheck.FindProblem(RequestDigest.Seal(request), isReadOnly, Now);
}
