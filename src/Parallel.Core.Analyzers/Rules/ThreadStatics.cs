using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Variables of which each thread has one, set where they aren't read: PC1009.</summary>
internal static class ThreadStatics
{
    public static void Check(Reporter reporter, List<BodyReading> readings)
    {
        foreach (BodyReading reading in readings)
        {
            foreach (IGrouping<ISymbol, ThreadUse> field in reading.ThreadUses.GroupBy(static use => (ISymbol)use.Field, SymbolEqualityComparer.Default))
            {
                List<ThreadUse> uses = [.. field];
                ThreadUse first = uses[0];
                if (uses.Any(static use => use.IsTested) || first.IsWrite || (uses.Any(static use => use.IsWrite) && !HasInitialiser(first.Field)))
                {
                    CheckAwait(reporter, reading, first, uses);
                    continue;
                }

                Location at = reading.Body.IsElsewhere ? reading.Body.Argument.Syntax.GetLocation() : Reporter.Of(first.Call ?? first.Operation);
                string why = HasInitialiser(first.Field)
                    ? "its initialiser ran on the first thread only, others see the default"
                    : "what was set before the loop is only seen by the iterations that the calling thread runs";
                reporter.Report(Descriptors.ThreadStatic, at, "ThreadStatic", first.Field.Name, why);
            }

            CheckThreadLocals(reporter, reading);
        }
    }

    /// <summary>After an await, the body may be on another thread.</summary>
    private static void CheckAwait(Reporter reporter, BodyReading reading, ThreadUse first, List<ThreadUse> uses)
    {
        IAwaitOperation? awaited = reading.Body.Code.Descendants().OfType<IAwaitOperation>().FirstOrDefault();
        if (awaited is null)
        {
            return;
        }

        foreach (ThreadUse use in uses)
        {
            if (!use.IsWrite && use.Operation.Syntax.SpanStart > awaited.Syntax.SpanStart && first.Operation.Syntax.SpanStart < awaited.Syntax.SpanStart)
            {
                reporter.Report(Descriptors.ThreadStatic, Reporter.Of(use.Operation), "Await", use.Field.Name, "after an await, the body may run on another one");
                return;
            }
        }
    }

    private static void CheckThreadLocals(Reporter reporter, BodyReading reading)
    {
        if (!reading.Body.Method.IsAsync)
        {
            return;
        }

        IAwaitOperation? awaited = reading.Body.Code.Descendants().OfType<IAwaitOperation>().FirstOrDefault();
        if (awaited is null)
        {
            return;
        }

        foreach (IOperation operation in reading.Body.Code.Descendants())
        {
            if (operation is not IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "ThreadLocal" }, Instance: { } instance } read)
            {
                continue;
            }

            // The value itself, kept in a local, or the variable read once more.
            ILocalSymbol? local = read.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol : null;
            IOperation? late = reading.Body.Code.Descendants().FirstOrDefault(other => other.Syntax.SpanStart > awaited.Syntax.SpanStart && read.Syntax.SpanStart < awaited.Syntax.SpanStart
                && (local is not null ? other is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                    : other is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "ThreadLocal" } } again && again.Instance?.Syntax.IsEquivalentTo(instance.Syntax) == true));
            if (late is not null)
            {
                reporter.Report(Descriptors.ThreadStatic, Reporter.Of(late), "Await", instance.Syntax.ToString(), "after an await, the body may run on another one, while this one serves another body");
                return;
            }
        }
    }

    private static bool HasInitialiser(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.Length > 0 && field.DeclaringSyntaxReferences[0].GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer: not null };
}
