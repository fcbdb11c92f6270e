using NodeGc.Operator.Notifications;

namespace NodeGc.Operator.Tests.Notifications;

/// <summary>Signatures are those of the specification Standard Webhooks.</summary>
public sealed class WebhookSignatureTests
{
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Test]
    public void It_is_the_one_that_the_libraries_of_the_specification_verify() =>
        Assert.That(Sign(Key, Id, Timestamp), Is.EqualTo(Expected));

    [Test]
    public void Each_key_gives_a_signature_so_that_one_can_be_replaced() =>
        Assert.That(
            Sign($"a-new-key-of-sixteen-bytes\n{Key}\n", Id, Timestamp).Split(' '),
            Has.Length.EqualTo(2).And.Contains(Expected)
        );

    [Test]
    public void Id_time_and_body_are_signed()
    {
        string[] signatures =
        [
            Sign(Key, Id, Timestamp),
            Sign(Key, $"{Id}x", Timestamp),
            Sign(Key, Id, Timestamp + 1),
            Sign(Key, Id, Timestamp, """{"test": 1}"""),
        ];
        Assert.That(signatures, Is.Unique);
    }

    [TestCase("", "contains 0 signing keys")]
    [TestCase("\n\n", "contains 0 signing keys")]
    [TestCase("short", "must have at least 16 bytes")]
    [TestCase("whsec_c2hvcnQ=", "must have at least 16 bytes")]
    [TestCase("whsec_not base64!", "must continue with base64")]
    public void A_key_that_is_none_is_refused_and_not_quoted(string text, string problem)
    {
        var found = WebhookSignature.FindProblem(text, out var signature);
        Assert.That(signature, Is.Null);
        Assert.That(found, Does.Contain(problem));
        if (text.Trim().Length > 0)
            Assert.That(found, Does.Not.Contain(text.Trim()));
    }

    private static string Sign(string keys, string id, long timestamp, string body = """{"test": 2432232314}""")
    {
        Assert.That(WebhookSignature.FindProblem(keys, out var signature), Is.Null);
        return signature!.Sign(id, timestamp, System.Text.Encoding.UTF8.GetBytes(body));
    }
}
