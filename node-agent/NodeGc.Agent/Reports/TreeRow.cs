namespace NodeGc.Agent.Reports;

/// <summary>One row of a tree: its depth, its text, and the cells beside it.</summary>
internal sealed record TreeRow(int Depth, string Text, params string[] Cells);
