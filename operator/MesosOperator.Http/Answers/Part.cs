namespace MesosOperator.Http.Answers;

/// <summary>What a long answer is written in: after each part, what was written so far may leave.</summary>
internal enum Part
{
    /// <summary>A part stands by itself.</summary>
    Written,
}
