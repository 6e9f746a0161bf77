{# A table with one row (node, component) per node of the edges that the model selects (left_node, right_node):
   the component is its smallest node. A materialization because an engine may need several statements. #}
{% materialization connected_components, default %}
    {%- set target_relation = this.incorporate(type="table") -%}
    {%- set existing_relation = load_cached_relation(this) -%}
    {{ run_hooks(pre_hooks) }}
    {%- set components = connected_components(compiled_code, target_relation) -%}
    {% if existing_relation is not none %}{% do adapter.drop_relation(existing_relation) %}{% endif %}
    {% call statement("main") -%}
        {{ create_table_as(False, target_relation, components) }}
    {%- endcall %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({"relations": [target_relation]}) }}
{% endmaterialization %}
