using System.Text.Json.Nodes;

namespace NodeGc.Api.Tests.Schemas;

public sealed class SharedPolicyTests
{
    [TestCase("when")]
    [TestCase("collect")]
    [TestCase("protect")]
    [TestCase("disposal")]
    [TestCase("limits")]
    [TestCase("mode")]
    public void An_order_takes_exactly_what_a_cleanup_takes(string field)
    {
        var inCleanup = Definition.Cleanup.Find($"spec.{field}")!.DeepClone().AsObject();
        var inOrder = Definition.Node.Find($"spec.orders[].{field}")!.DeepClone().AsObject();

        // An order always has a mode; only a cleanup may omit it.
        if (field == "mode")
            Assert.That(inCleanup.Remove("default"), Is.True);
        Assert.That(JsonNode.DeepEquals(inCleanup, inOrder), Is.True, $"{inCleanup}\n{inOrder}");
    }
}
