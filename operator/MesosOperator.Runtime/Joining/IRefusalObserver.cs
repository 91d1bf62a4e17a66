namespace MesosOperator.Runtime.Joining;

/// <summary>Hears of everybody who is turned away, again at each try. Called by many at a time; must be quick and must not throw.</summary>
public interface IRefusalObserver
{
    /// <summary>Somebody was turned away.</summary>
    void Observe(Refusal refusal);
}
