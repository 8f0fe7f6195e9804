using System.Runtime.CompilerServices;
using System.Text;
using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Rules;

/// <summary>How the results of queries are used in a piece of code: read through once, however many queries stand in it.</summary>
internal sealed class QueryUses
{
    private readonly ConditionalWeakTable<IOperation, Uses> _uses = new();
    private int _visited;

    /// <summary>How many operations have been looked at.</summary>
    public int Visited => _visited;

    /// <summary>The first use that pairs a query's result with something else: by the same index in one statement, or one by one.</summary>
    public IOperation? PairOf(IInvocationOperation query, ILocalSymbol result)
    {
        IOperation root = query;
        while (root.Parent is not null and not IAnonymousFunctionOperation)
        {
            root = root.Parent;
        }

        return _uses.GetValue(root, Read).PairOf(result);
    }

    private Uses Read(IOperation root)
    {
        var uses = new Uses();
        int visited = 0;
        foreach (IOperation operation in root.Descendants())
        {
            visited++;
            uses.Add(operation);
        }

        System.Threading.Interlocked.Add(ref _visited, visited);
        return uses;
    }

    private sealed class Uses
    {
        private readonly Dictionary<ISymbol, List<(IOperation Operation, (IOperation Statement, string Index)? At)>> _results = new(SymbolEqualityComparer.Default);
        private readonly Dictionary<(IOperation Statement, string Index), Elements> _elements = [];

        public void Add(IOperation operation)
        {
            if (ElementOf(operation) is { } element)
            {
                if (element.Index.ConstantValue.HasValue)
                {
                    return;
                }

                (IOperation Statement, string Index) at = (StatementOf(operation), TextOf(element.Index));
                ILocalSymbol? container = (element.Container as ILocalReferenceOperation)?.Local;
                _elements[at] = _elements.TryGetValue(at, out Elements others) ? others.With(container) : new Elements(container, AreSeveral: false);
                if (container is not null)
                {
                    Note(container, operation, at);
                }
            }
            else if (operation is IInvocationOperation { TargetMethod.Name: "Zip" or "SequenceEqual" } pair)
            {
                foreach (IArgumentOperation argument in pair.Arguments)
                {
                    if (EntryPoints.Unwrap(argument.Value) is ILocalReferenceOperation { Local: { } local })
                    {
                        Note(local, operation, null);
                    }
                }
            }
        }

        public IOperation? PairOf(ILocalSymbol result)
        {
            if (_results.TryGetValue(result, out List<(IOperation Operation, (IOperation, string)? At)>? uses))
            {
                foreach ((IOperation operation, (IOperation, string)? at) in uses)
                {
                    if (at is not { } place || _elements[place].HasOther(result))
                    {
                        return operation;
                    }
                }
            }

            return null;
        }

        private void Note(ILocalSymbol local, IOperation operation, (IOperation, string)? at)
        {
            if (!_results.TryGetValue(local, out List<(IOperation, (IOperation, string)?)>? uses))
            {
                _results.Add(local, uses = []);
            }

            uses.Add((operation, at));
        }

        private static IOperation StatementOf(IOperation element)
        {
            IOperation statement = element;
            while (statement.Parent is not (null or IBlockOperation or ILoopOperation))
            {
                statement = statement.Parent;
            }

            return statement;
        }

        /// <summary>The same for indices that read the same but for spaces and comments.</summary>
        private static string TextOf(IOperation index)
        {
            var text = new StringBuilder();
            foreach (SyntaxToken token in index.Syntax.DescendantTokens())
            {
                text.Append(token.Text).Append(' ');
            }

            return text.ToString();
        }

        private static (IOperation Container, IOperation Index)? ElementOf(IOperation operation) =>
            operation switch
            {
                IArrayElementReferenceOperation { Indices.Length: 1 } element => (element.ArrayReference, element.Indices[0]),
                IPropertyReferenceOperation { Instance: { } list, Arguments.Length: 1 } element => (list, element.Arguments[0].Value),
                _ => null,
            };
    }

    /// <summary>What one statement reads or writes at one index: a variable's elements, null for any other, and whether others' as well.</summary>
    private readonly record struct Elements(ILocalSymbol? First, bool AreSeveral)
    {
        public Elements With(ILocalSymbol? other) => SymbolEqualityComparer.Default.Equals(First, other) ? this : this with { AreSeveral = true };

        public bool HasOther(ILocalSymbol result) => AreSeveral || !SymbolEqualityComparer.Default.Equals(First, result);
    }
}
