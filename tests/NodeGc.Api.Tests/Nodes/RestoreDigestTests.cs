using NodeGc.Api.Nodes;

namespace NodeGc.Api.Tests.Nodes;

public sealed class RestoreDigestTests
{
    private static readonly RestoreOrder Sealed = RestoreDigest.Seal(
        new()
        {
            Name = "undo",
            Uid = "u-1",
            RunId = "r-1",
            Items = ["overlay2/a"],
            ExpirationTime = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        }
    );

    [Test]
    public void A_sealed_restore_has_no_problem() => Assert.That(RestoreDigest.FindProblem(Sealed), Is.Null);

    [Test]
    public void One_whose_items_were_dropped_would_restore_everything_and_is_refused() =>
        Assert.That(
            RestoreDigest.FindProblem(Sealed with { Items = [] }),
            Does.Contain("nodestorages.nodegc.io").And.Contain("upgrade")
        );

    [Test]
    public void One_without_a_digest_is_refused() =>
        Assert.That(RestoreDigest.FindProblem(Sealed with { Digest = null }), Is.Not.Null);

    [Test]
    public void Any_other_change_is_noticed() =>
        Assert.That(
            new[]
            {
                Sealed with
                {
                    RunId = "r-2",
                },
                Sealed with
                {
                    Uid = "u-2",
                },
                Sealed with
                {
                    Name = "redo",
                },
                Sealed with
                {
                    ExpirationTime = Sealed.ExpirationTime.AddDays(1),
                },
            }.Select(RestoreDigest.FindProblem),
            Has.None.Null
        );
}
