namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>One thing that can be said in a scenario.</summary>
internal interface IVerb
{
    /// <summary>How it is written, and what it means.</summary>
    string Usage { get; }

    void Do(Narration narration, Words words);
}
