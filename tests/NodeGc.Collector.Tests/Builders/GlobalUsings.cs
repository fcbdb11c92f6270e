global using NodeGc.Collector.Tests.Builders;
global using static NodeGc.Collector.Tests.Builders.GraphLiteral;
