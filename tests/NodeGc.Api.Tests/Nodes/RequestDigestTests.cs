using System.Text.Json;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;

namespace NodeGc.Api.Tests.Nodes;

public sealed class RequestDigestTests
{
    private static readonly NodeRequest Restore = RequestDigest.Seal(
        new()
        {
            Id = "a",
            ExpirationTime = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            Restore = new() { RunId = "run-1", Item = "overlay2/x" },
        }
    );

    [Test]
    public void A_sealed_request_is_confirmed() => Assert.That(RequestDigest.FindProblem(Restore), Is.Null);

    [Test]
    public void So_is_one_that_was_stored_and_read() =>
        Assert.That(
            RequestDigest.FindProblem(
                JsonSerializer.Deserialize(
                    JsonSerializer.Serialize(Restore, ApiJsonContext.Default.NodeRequest),
                    ApiJsonContext.Default.NodeRequest
                )!
            ),
            Is.Null
        );

    private static IEnumerable<NodeRequest> Changed =>
        [
            Restore with
            {
                Digest = null,
            },
            Restore with
            {
                Id = "b",
            },
            Restore with
            {
                Format = AnswerFormat.Json,
            },
            Restore with
            {
                ExpirationTime = Restore.ExpirationTime.AddDays(1),
            },
            Restore with
            {
                Explain = new() { Subject = "x" },
            },
            Restore with
            {
                Restore = null,
            },
            Restore with
            {
                Restore = Restore.Restore! with { Item = null },
            },
            Restore with
            {
                Restore = Restore.Restore! with { RunId = "run-2" },
            },
        ];

    [TestCaseSource(nameof(Changed))]
    public void A_request_that_was_changed_is_refused(NodeRequest changed) =>
        Assert.That(RequestDigest.FindProblem(changed), Does.Contain("does not match its digest"));
}
